"""The start page and pages of text in the JSON API."""

from datetime import date, datetime
from typing import Literal

from django.utils import timezone
from ninja import Schema
from pydantic import Field

from cms.core.api.blocks import stream_of
from cms.core.api.page_kinds import register
from cms.core.api.page_schemas import ContentFields, ReadingFields
from cms.core.api.rich_text import RichText, rich_text
from cms.core.api.schema import Picture, TargetLink, Teaser
from cms.core.blocks.links import LinkItem
from cms.core.blocks.lists import FactItem

from . import models
from .blocks import IdeaItem
from .latest import entries_on, event_times_on, news_days_on, openings_on


class HeadlinePart(Schema):
    text: str
    is_emphasised: bool = Field(description="Whether it stands out, as by a line below.")


class Hero(Schema):
    """How the start page opens. The first button is filled, the second outlined."""

    title: str
    title_parts: list[HeadlinePart] = Field(description="The same title, with what is emphasised in it.")
    lead: str
    image: Picture | None
    buttons: list[LinkItem]


class Vision(Schema):
    title: str
    text: str


class Finder(Schema):
    """The search in the directory. Its choices are the facets of `/organisations/`."""

    title: str
    placeholder: str


class Idea(Schema):
    """The idea in brief."""

    kicker: str
    title: str
    text: RichText
    items: list[IdeaItem]
    link: TargetLink | None


class HomeNumbers(Schema):
    title: str
    facts: list[FactItem]


class HomeNewsTeaser(Teaser):
    date: date


class HomeNews(Schema):
    title: str
    items: list[HomeNewsTeaser]


class HomeEventTeaser(Teaser):
    starts_at: datetime = Field(description="Of the next date, with the offset of German time.")
    ends_at: datetime | None
    is_all_day: bool
    when: str = Field(description="In words.", examples=["Samstag, 10 bis 15 Uhr"])
    place: str
    status: Literal["planned", "postponed", "cancelled"]


class HomeEvents(Schema):
    title: str
    items: list[HomeEventTeaser]


class HomeOpening(Schema):
    """A call for volunteers."""

    title: str
    url: str
    task: str
    organisation: str
    organisation_url: str
    district: str
    time: str = Field(description="In words.")


class HomeOpenings(Schema):
    title: str
    items: list[HomeOpening]


class HomeEntry(Schema):
    """An entry of the directory; `/organisations/{public_id}` tells everything about it."""

    public_id: str = Field(description="Its key in `/organisations/`.")
    name: str
    url: str
    summary: str
    category: str
    district: str


class HomeEntries(Schema):
    title: str
    items: list[HomeEntry]


class HomePage(ContentFields):
    """The start page. A section without items is not shown."""

    type: Literal["home"]
    hero: Hero
    vision: Vision | None
    finder: Finder
    idea: Idea | None
    numbers: HomeNumbers
    news: HomeNews
    events: HomeEvents
    openings: HomeOpenings
    entries: HomeEntries


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


register(models.HomePage, HomePage, want=want_latest, answer=home_fields, is_timely=True)
register(models.StandardPage, StandardPage)
