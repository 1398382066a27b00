"""The start page and pages of text in the JSON API."""

from datetime import date, datetime
from typing import Annotated, Literal

from django.utils import timezone
from ninja import Schema
from pydantic import Field

from cms.pages.api.blocks import stream_of
from cms.pages.api.page_kinds import register
from cms.pages.api.page_schemas import ContentFields, ReadingFields
from cms.pages.api.rich_text import RichText, rich_text
from cms.pages.api.schema import Picture, TargetLink, Teaser
from cms.pages.blocks.links import LinkItem
from cms.pages.blocks.lists import FactItem

from . import models
from .blocks import IdeaItem
from .latest import entries_on, event_times_on, news_days_on, openings_on


class HeadlinePart(Schema):
    text: str = Field(description="A piece of the title; all pieces together are the title.")
    is_emphasised: bool = Field(description="Whether it stands out, as by a line below.")


class Hero(Schema):
    """How the start page opens. The first button is filled, the second outlined."""

    title: str = Field(description="The headline, plain text.")
    title_parts: list[HeadlinePart] = Field(description="The same title, with what is emphasised in it.")
    lead: str = Field(description="The sentences below the headline; may be empty.")
    image: Picture | None
    buttons: list[LinkItem] = Field(description="Two at most; those without a public target are missing.")


class Vision(Schema):
    title: str = Field(description="The heading.")
    text: str = Field(description="One sentence, plain text.")


class Finder(Schema):
    """The search in the directory. Its choices are the facets of `/organisations/`."""

    title: str = Field(description="The heading above the search.")
    placeholder: str = Field(description="What stands in the empty field.")


class Idea(Schema):
    """The idea in brief."""

    kicker: str = Field(description="A few words above the heading; may be empty.")
    title: str = Field(description="The heading.")
    text: RichText
    items: list[IdeaItem]
    link: TargetLink | None


class HomeNumbers(Schema):
    title: str = Field(description="The heading of the section.")
    facts: list[FactItem] = Field(description="In order.")


class HomeNewsTeaser(Teaser):
    date: Annotated[date, Field(description="The day of the news.")]


class HomeNews(Schema):
    title: str = Field(description="The heading of the section.")
    items: list[HomeNewsTeaser] = Field(description="The newest first.")


class HomeEventTeaser(Teaser):
    starts_at: datetime = Field(description="Of the next date, with the offset of German time.")
    ends_at: datetime | None = Field(description="Null when nobody has said it.")
    is_all_day: bool = Field(description="Whether clock times mean nothing here.")
    when: str = Field(description="In words.", examples=["Samstag, 10 bis 15 Uhr"])
    place: str = Field(description="Where it takes place, in one line; may be empty.")
    status: Literal["planned", "postponed", "cancelled"] = Field(
        description="Cancelled and postponed dates are shown, marked as such."
    )


class HomeEvents(Schema):
    title: str = Field(description="The heading of the section.")
    items: list[HomeEventTeaser] = Field(description="The next first.")


class HomeOpening(Schema):
    """A call for volunteers."""

    title: str = Field(description="Who is wanted.")
    url: str = Field(description="Where it stands on the organisation's page, absolute.")
    task: str = Field(description="What is to be done; may be empty.")
    organisation: str = Field(description="The name of who looks for help.")
    organisation_url: str = Field(description="Its page, absolute.")
    district: str = Field(description="Where, by name; may be empty.")
    time: str = Field(description="In words.")


class HomeOpenings(Schema):
    title: str = Field(description="The heading of the section.")
    items: list[HomeOpening]


class HomeEntry(Schema):
    """An entry of the directory; `/organisations/{public_id}` tells everything about it."""

    public_id: str = Field(description="Its key in `/organisations/`.")
    name: str
    url: str = Field(description="Its page, absolute.")
    summary: str = Field(description="One or two sentences; may be empty.")
    category: str = Field(description="The main category by name; may be empty.")
    district: str = Field(description="By name; may be empty.")


class HomeEntries(Schema):
    title: str = Field(description="The heading of the section.")
    items: list[HomeEntry]


class HomePage(ContentFields):
    """The start page. A section without items is not shown."""

    type: Literal["home"]
    hero: Hero
    vision: Vision | None = Field(description="What the town strives for.")
    finder: Finder
    idea: Idea | None
    numbers: HomeNumbers = Field(description="The engagement in numbers.")
    news: HomeNews = Field(description="The newest news.")
    events: HomeEvents = Field(description="The next dates.")
    openings: HomeOpenings = Field(description="The newest calls for volunteers.")
    entries: HomeEntries = Field(description="The newest entries of the directory.")


class StandardPage(ReadingFields):
    """A page of text."""

    type: Literal["standard"]


def want_latest(page: models.HomePage, wanted) -> None:
    wanted.pages |= {*news_days_on(page), *event_times_on(page, timezone.now())}


def home_fields(page: models.HomePage, targets) -> dict:
    return {
        "hero": _hero(page, targets),
        "vision": {"title": page.vision_title, "text": page.vision} if page.vision else None,
        "finder": {"title": page.finder_title, "placeholder": page.finder_placeholder},
        "idea": _idea(page, targets) if page.idea_title else None,
        "numbers": {"title": page.numbers_title, "facts": stream_of(page, "numbers", targets)},
        "news": {"title": page.news_title, "items": _teasers(news_days_on(page), targets)},
        "events": {
            "title": page.events_title,
            "items": _teasers(event_times_on(page, timezone.now()), targets),
        },
        "openings": {"title": page.openings_title, "items": openings_on(page, targets)},
        "entries": {"title": page.entries_title, "items": entries_on(page, targets)},
    }


def _hero(page: models.HomePage, targets) -> dict:
    return {
        "title": page.plain_hero_title,
        "title_parts": [{"text": part.text, "is_emphasised": part.is_emphasised} for part in page.hero_parts],
        "lead": page.hero_lead,
        "image": targets.picture(page.hero_image_id),
        "buttons": stream_of(page, "hero_buttons", targets),
    }


def _idea(page: models.HomePage, targets) -> dict:
    return {
        "kicker": page.idea_kicker,
        "title": page.idea_title,
        "text": rich_text(page.idea_text, targets),
        "items": stream_of(page, "idea_items", targets),
        "link": targets.link({"page": page.idea_page_id, "label": page.idea_link_text}),
    }


def _teasers(found: dict[int, dict], targets) -> list[dict]:
    return [targets.teaser(pk) | more for pk, more in found.items() if pk in targets.pages]


register(models.HomePage, HomePage, want=want_latest, answer=home_fields)
register(models.StandardPage, StandardPage)
