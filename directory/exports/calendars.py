"""Recurring offers as iCalendar (RFC 5545), to download one or subscribe to all."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Event, vGeo, vUri

from cms.common.registry import Registry
from cms.recurrence.ical import add_times, new_calendar, new_event
from cms.recurrence.schedule import Schedule
from cms.recurrence.words import in_words

from ..publishing.entry_document import offers_of, schedule_of
from .entries import ExportEntry, address_line
from .source import Source, pieces_of

PRODUCT = "-//Engagierte Stadt//Verzeichnis//DE"
REFRESH_AFTER = timedelta(hours=24)
END = b"END:VCALENDAR\r\n"


@dataclass(frozen=True)
class DatedOffer:
    key: UUID
    schedule: Schedule
    event: Event


@dataclass(frozen=True)
class SingleDays:
    """What an app above knows about single days of offers, as events that replace them; asked for many at once."""

    name: str
    of: Callable[[list[DatedOffer]], Iterable[Event]]


SINGLE_DAYS: Registry[str, SingleDays] = Registry()


def calendar(source: Source, title: str = "") -> Iterator[bytes]:
    """All offers with computable dates. Without any, it is still a valid calendar."""
    title = title or _("Clubs and offers in %(town)s") % {"town": source.publisher.town}
    yield _head(source, title)
    for entries in pieces_of(source):
        offers = [offer for entry in entries for offer in _offers(entry)]
        yield from (offer.event.to_ical() for offer in offers)
        for days in SINGLE_DAYS.values():
            yield from (event.to_ical() for event in days.of(offers))
    yield END


def _head(source: Source, title: str) -> bytes:
    head = new_calendar(PRODUCT, title, REFRESH_AFTER)
    # RFC 7986, and the link relation "license" from RFC 9253.
    head.add("source", vUri(source.address("export", "ics")), parameters={"VALUE": "URI"})
    head.add("x-license", source.licence.url)
    return head.to_ical().removesuffix(END)


def _offers(entry: ExportEntry) -> Iterator[DatedOffer]:
    for offer in offers_of(entry.document, {"active"}):
        times = schedule_of(offer)
        first = _first_day(times, entry)
        if first:
            yield DatedOffer(UUID(offer["key"]), times, _event(offer, times, first, entry))


def _first_day(times: Schedule, entry: ExportEntry) -> date | None:
    """Return the first day since the entry became public; None if dates cannot be computed or are all past."""
    last = times.last_day
    if not times.has_dates or (last and last < timezone.localdate()):
        return None
    first = times.first_day_from(entry.published_on or timezone.localdate())
    return None if first and last and first > last else first


def _event(offer: dict, times: Schedule, first: date, entry: ExportEntry) -> Event:
    place = entry.place_of(offer)
    event = new_event(
        offer["key"],
        (entry.changed_at or datetime.now(UTC)).astimezone(UTC),
        summary=f"{offer['name']} – {entry.name}",
        url=entry.url,
        place=address_line(place) if place else ", ".join(term.name for term in entry.districts),
        description=[in_words(times), offer["description"], offer["how_to_join"], entry.url],
    )
    # Offers must not mark subscribers as busy.
    event.add("transp", "TRANSPARENT")
    event.add("categories", [term.name for term in entry.categories])
    if place and place["latitude"] is not None and place["longitude"] is not None:
        event.add("geo", vGeo((place["latitude"], place["longitude"])))
    add_times(event, times, first)
    return event
