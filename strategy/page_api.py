"""Strategy, fields of action and partners in the JSON API."""

from datetime import date
from typing import Literal

from ninja import Schema
from pydantic import Field

from cms.pages.api.blocks import stream_of
from cms.pages.api.page_kinds import register
from cms.pages.api.page_schemas import ReadingFields
from cms.pages.api.rich_text import RichText, rich_text
from cms.pages.api.schema import Teaser
from cms.pages.blocks.teasers import Brochure

from . import models
from .blocks import IndicatorItem, MilestoneItem, PartnerGroupItem

Status = Literal["planned", "running", "done"]


class MeasureDetail(Schema):
    """What the town does in a field of action, and how far it has got."""

    id: int = Field(description="0 in a draft, before it was public for the first time.")
    anchor: str = Field(description="The `id` that the element needs, so that links to it work.")
    title: str = Field(description="What is done.")
    description: RichText
    status: Status = Field(description="How far it has got.")
    status_label: str = Field(description="In words.")
    responsible: str = Field(description="Who sees to it; may be empty.")
    starts_on: date | None = Field(description="Show only month and year.")
    ends_on: date | None = Field(description="Show only month and year; null when open.")
    period: str = Field(description="In words.", examples=["März 2024 bis Dezember 2026"])
    indicators: list[IndicatorItem]


class MeasureLine(Schema):
    title: str = Field(description="What is done.")
    url: str = Field(description="Where it stands on the page of its field, absolute.")
    status: Status = Field(description="How far it has got.")
    status_label: str = Field(description="The same in words.")
    responsible: str = Field(description="Who sees to it; may be empty.")
    period: str = Field(description="In words; may be empty.")


class FieldOfActionCard(Teaser):
    measures: list[MeasureLine] = Field(description="What is done in this field, in order.")


class StrategyFields(ReadingFields):
    """A page of the strategy without a next step ends with the calls to action."""

    contact_url: str | None = Field(description="The contact page, absolute; null when it is not public.")
    registration_url: str | None = Field(
        description="Where clubs register, absolute; null when it is not public."
    )
    brochure: Brochure | None = Field(description="The town's brochure; null when there is none.")


class StrategyPage(StrategyFields):
    """A part of the strategy."""

    type: Literal["strategy"]


class FieldsOfActionPage(StrategyFields):
    """The overview of the fields of action."""

    type: Literal["fields_of_action"]
    fields_of_action: list[FieldOfActionCard] = Field(description="In the order of the page.")
    milestones: list[MilestoneItem] = Field(description="The earliest first.")


class FieldOfActionPage(StrategyFields):
    """One field of action."""

    type: Literal["field_of_action"]
    measures: list[MeasureDetail] = Field(description="In the order of the page.")
    milestones: list[MilestoneItem] = Field(description="The earliest first.")


class PartnersPage(StrategyFields):
    """Who carries and who funds the strategy."""

    type: Literal["partners"]
    groups: list[PartnerGroupItem]


def strategy_fields(page, targets) -> dict:
    return targets.calls_to_action()


def overview_fields(page: models.FieldsOfActionPage, targets) -> dict:
    cards = [
        targets.teaser(card.page) | {"measures": [_line(line, targets) for line in card.measures]}
        for card in page.cards
        if card.page in targets.pages
    ]
    return strategy_fields(page, targets) | {
        "fields_of_action": cards,
        "milestones": _milestones(page, targets),
    }


def want_cards(page: models.FieldsOfActionPage, wanted) -> None:
    wanted.pages |= {card.page for card in page.cards}


def want_measures(page: models.FieldOfActionPage, wanted) -> None:
    for measure in _measures(page):
        wanted.add_row(measure)


def field_fields(page: models.FieldOfActionPage, targets) -> dict:
    return strategy_fields(page, targets) | {
        "measures": [_measure(measure, targets) for measure in _measures(page)],
        "milestones": _milestones(page, targets),
    }


def partners_fields(page: models.PartnersPage, targets) -> dict:
    return strategy_fields(page, targets) | {"groups": stream_of(page, "groups", targets)}


def _measures(page: models.FieldOfActionPage) -> list[models.Measure]:
    """Cached per page, for drafts and published measures alike."""
    if "api_measures" not in page.__dict__:
        page.__dict__["api_measures"] = list(page.measures.all())
    return page.__dict__["api_measures"]


def _measure(measure: models.Measure, targets) -> dict:
    return {
        "id": measure.pk or 0,
        "anchor": measure.anchor,
        "title": measure.title,
        "description": rich_text(measure.description, targets),
        "status": measure.status,
        "status_label": str(measure.get_status_display()),
        "responsible": measure.responsible,
        "starts_on": measure.starts_on,
        "ends_on": measure.ends_on,
        "period": measure.period,
        "indicators": stream_of(measure, "indicators", targets),
    }


def _line(line, targets) -> dict:
    return {
        "title": line.title,
        "url": targets.absolute(line.url),
        "status": line.status,
        "status_label": str(line.badge["text"]),
        "responsible": line.responsible,
        "period": line.period,
    }


def _milestones(page, targets) -> list[dict]:
    return sorted(stream_of(page, "milestones", targets), key=lambda item: str(item["date"]))


register(models.StrategyPage, StrategyPage, answer=strategy_fields)
register(models.FieldsOfActionPage, FieldsOfActionPage, want=want_cards, answer=overview_fields)
register(models.FieldOfActionPage, FieldOfActionPage, want=want_measures, answer=field_fields)
register(models.PartnersPage, PartnersPage, answer=partners_fields)
