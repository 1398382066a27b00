"""Recurring offers as iCalendar (RFC 5545): to keep one, or to subscribe to all."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration, vGeo, vUri

from cms.core.calendar_zone import BERLIN, german_time_zone

from ..documents import offers_of, schedule_of
from ..schedule_words import in_words
from ..schedules import Schedule
from .entries import ExportEntry, address_line
from .source import Source

PRODUCT = "-//Engagierte Stadt//Verzeichnis//DE"
REFRESH_AFTER = timedelta(hours=24)
END = b"END:VCALENDAR\r\n"
LAST_MOMENT = time(23, 59, 59)


def calendar(source: Source, title: str = "") -> Iterator[bytes]:
    """All offers that take place at times that can be reckoned; without any it is still a valid calendar."""
    title = title or _("Clubs and offers in %(town)s") % {"town": source.publisher.town}
    yield _head(source, title)
    for entry in source:
        for event in _events(entry):
            yield event.to_ical()
    yield END


def _head(source: Source, title: str) -> bytes:
    head = Calendar()
    head.add("prodid", PRODUCT)
    head.add("version", "2.0")
    head.add("calscale", "GREGORIAN")
    head.add("method", "PUBLISH")
    head.add("x-wr-calname", title)
    head.add("x-published-ttl", vDuration(REFRESH_AFTER))
    # RFC 7986 and the link relation "license" of RFC 9253.
    head.add("source", vUri(source.address("export", "ics")), parameters={"VALUE": "URI"})
    head.add("x-license", source.licence.url)
    head.add_component(german_time_zone())
    return head.to_ical().removesuffix(END)


def _events(entry: ExportEntry) -> Iterator[Event]:
    for offer in offers_of(entry.document, {"active"}):
        times = schedule_of(offer)
        first = _first_day(times, entry)
        if first:
            yield _event(offer, times, first, entry)


def _first_day(times: Schedule, entry: ExportEntry) -> date | None:
    """Return the first day since the entry became public, or None when no day can be reckoned or all is over."""
    last = _last_day(times)
    if not times.is_reckonable or (last and last < timezone.localdate()):
        return None
    first = times.first_day_from(entry.published_on or timezone.localdate())
    return None if first and last and first > last else first


def _last_day(times: Schedule) -> date | None:
    """Beyond the school holidays that we know of, nobody can say on which days it pauses."""
    known = times.holidays.known_until if times.pauses_in_holidays else None
    return min(filter(None, [times.until, known]), default=None)


def _event(offer: dict, times: Schedule, first: date, entry: ExportEntry) -> Event:
    event = Event()
    changed = (entry.changed_at or datetime.now(UTC)).astimezone(UTC)
    event.add("uid", f"{offer['key']}@engagierte-stadt")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("summary", f"{offer['name']} – {entry.name}")
    event.add("url", vUri(entry.url))
    # A weekly offer must not make everybody who subscribes look busy.
    event.add("transp", "TRANSPARENT")
    event.add("categories", [term.name for term in entry.categories])
    _add_times(event, times, first)
    _add_place(event, offer, entry)
    _add_text(event, offer, times, entry)
    return event


def _add_times(event: Event, times: Schedule, first: date) -> None:
    event.add("dtstart", _moment(first, times.starts_at))
    if times.starts_at and times.ends_at:
        event.add("dtend", _moment(first, times.ends_at))
    event.add("rrule", _rule(times))
    days = sorted({*times.skipped, *times.holiday_days()})
    skipped = [_moment(day, times.starts_at) for day in days if day >= first]
    if skipped:
        event.add("exdate", skipped)


def _moment(day: date, clock: time | None) -> date | datetime:
    return datetime.combine(day, clock, BERLIN) if clock else day


def _rule(times: Schedule) -> dict:
    rule = {
        "FREQ": times.frequency.upper(),
        "INTERVAL": times.interval,
        "BYDAY": times.weekdays_of_month,
    }
    last = _last_day(times)
    if last:
        # A start with a time zone wants the end in UTC, a start without a time wants a day (section 3.3.10).
        end = datetime.combine(last, LAST_MOMENT, BERLIN).astimezone(UTC)
        rule["UNTIL"] = end if times.starts_at else last
    return rule


def _add_place(event: Event, offer: dict, entry: ExportEntry) -> None:
    place = entry.place_of(offer)
    districts = ", ".join(term.name for term in entry.districts)
    where = address_line(place) if place else districts
    if where:
        event.add("location", where)
    if place and place["latitude"] is not None and place["longitude"] is not None:
        event.add("geo", vGeo((place["latitude"], place["longitude"])))


def _add_text(event: Event, offer: dict, times: Schedule, entry: ExportEntry) -> None:
    parts = [in_words(times), offer["description"], offer["how_to_join"], entry.url]
    event.add("description", "\n".join(part for part in parts if part))
