"""Dates as pages in the JSON API."""

from datetime import date, datetime
from typing import Literal

from django.utils import timezone
from ninja import Schema
from pydantic import Field

from cms.pages.api.page_kinds import register
from cms.pages.api.page_schemas import ContentFields, PageFields
from cms.recurrence.occurrence import Occurrence
from cms.recurrence.occurrence_words import rule_in_words, when_in_full

from . import models
from .browse.wording import left_out, next_occurrences
from .models.event_index import CALENDAR_NAME as ALL_DATES
from .models.event_page import CALENDAR_NAME


class EventOccurrence(Schema):
    """One time at which an event takes place, with the offset of German time."""

    starts_at: datetime = Field(description="When it begins.")
    ends_at: datetime | None = Field(description="Null when nobody has said it.")
    is_all_day: bool = Field(description="Whether clock times mean nothing here.")
    words: str = Field(
        description="The time in words.", examples=["Samstag, 28. November 2026, 10 bis 15 Uhr"]
    )


class EventPage(ContentFields):
    """A date to which people are invited; it may come back."""

    type: Literal["event"]
    status: Literal["planned", "postponed", "cancelled"] = Field(
        description="Whether it takes place as said here."
    )
    is_over: bool = Field(description="Whether all its times have passed.")
    occurrence: EventOccurrence = Field(description="The next one, or the last when all are over.")
    repeats: str = Field(description="The rule in words; empty for a single date.")
    next_occurrences: list[EventOccurrence] = Field(description="Of a repeated event.")
    left_out: list[date] = Field(description="Coming days on which it does not take place.")
    place_name: str = Field(description="Such as a hall; may be empty.")
    street: str = Field(description="With the house number; may be empty.")
    postcode: str = Field(description="May be empty.")
    city: str = Field(description="May be empty.")
    online_url: str | None = Field(
        description="Where people take part over the internet; null where they do not."
    )
    accessibility_note: str = Field(description="How to get in and take part, plain text; may be empty.")
    organiser: str = Field(description="Empty: the town's office.")
    is_free: bool = Field(description="Whether it costs nothing.")
    price: str = Field(description="In words; may be empty.")
    registration_url: str | None = Field(
        description="Where to register; null when that is not needed or not possible any more."
    )
    registration_email: str | None = Field(
        description="Address for registering; null when that is not needed or not possible any more."
    )
    calendar_url: str = Field(description="iCalendar of this event.")


class EventIndexPage(PageFields):
    """The list of all dates. What stands in it: `/events/`."""

    type: Literal["event_index"]
    calendar_url: str = Field(description="iCalendar of all events, to subscribe to.")


def event_fields(page: models.EventPage, targets) -> dict:
    now = timezone.now()
    can_register = page.can_register
    plain = ("status", "is_over", "place_name", "street", "postcode", "city", "accessibility_note")
    return {name: getattr(page, name) for name in (*plain, "organiser", "is_free", "price")} | {
        "occurrence": _occurrence(page.shown_occurrence(now)),
        "repeats": rule_in_words(page.schedule),
        "next_occurrences": [_occurrence(each) for each in next_occurrences(page, now)],
        "left_out": left_out(page.schedule),
        "online_url": page.online_url or None,
        "registration_url": page.registration_url or None if can_register else None,
        "registration_email": page.registration_email or None if can_register else None,
        "calendar_url": f"{targets.url_of(page)}{CALENDAR_NAME}",
    }


def event_index_fields(page: models.EventIndexPage, targets) -> dict:
    return {"calendar_url": f"{targets.url_of(page)}{ALL_DATES}"}


def _occurrence(occurrence: Occurrence) -> dict:
    return {
        "starts_at": occurrence.start,
        "ends_at": occurrence.end,
        "is_all_day": occurrence.all_day,
        "words": when_in_full(occurrence),
    }


register(models.EventPage, EventPage, answer=event_fields)
register(models.EventIndexPage, EventIndexPage, answer=event_index_fields)
