"""`/events/`: whole dates, as their pages show them."""

from typing import Literal

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from cms.api_toolkit.keyset import next_url, offset_cursor, read_offset
from cms.api_toolkit.parameters import ListParameters
from cms.caching.cache_keys import tag
from cms.pages.api.lists import address_beside, in_language
from cms.pages.api.pages import page_answers
from cms.pages.api.schema import Items

from ..browse.listing import in_order_of_next_date
from ..models import EventIndexPage
from ..models import EventPage as EventRow
from ..models.event_index import CALENDAR_NAME
from ..page_api import EventPage

router = Router(tags=["News and dates"])


class EventList(Items[EventPage]):
    """Dates, each whole."""

    calendar_url: str | None = Field(
        description="iCalendar of all dates, to subscribe to; null while the list has no public page."
    )


class EventParameters(ListParameters):
    when: Literal["upcoming", "past"] = Field(
        default="upcoming",
        description="`upcoming`: what is not over, in the order of the next date; `past`: what is, the latest first.",
    )
    status: Literal["planned", "postponed", "cancelled"] | None = Field(
        default=None, description="Only dates of this status."
    )


@router.get("/events/", response=EventList, summary="Dates")
def list_events(request: HttpRequest, parameters: Query[EventParameters]):
    """Dates in one language, each whole, with its next occurrences."""
    start = read_offset(parameters.cursor)
    keys = _event_keys(in_language(request, EventRow, parameters.locale), parameters)
    found = EventRow.objects.in_bulk(keys[start : start + parameters.limit])
    tag(request, "events")
    return {
        "items": page_answers([found[key] for key in keys if key in found], request),
        "count": len(keys),
        "next": next_url(request, offset_cursor(start + parameters.limit, len(keys))),
        "calendar_url": address_beside(request, EventIndexPage, parameters.locale, CALENDAR_NAME),
    }


def _event_keys(events: QuerySet, parameters: EventParameters) -> list[int]:
    """Return the keys in order. The next date of a repeated event changes by itself, so it is not stored."""
    now = timezone.now()
    if parameters.status:
        events = events.filter(status=parameters.status)
    if parameters.when == "past":
        past = events.filter(over_at__lte=now).order_by("-over_at", "-pk")
        return list(past.values_list("pk", flat=True))
    coming = events.filter(Q(over_at=None) | Q(over_at__gt=now)).defer("body")
    return [event.pk for event in in_order_of_next_date(coming, now)]
