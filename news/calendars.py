"""Events as iCalendar (RFC 5545), so that people can keep a date or subscribe to all of them."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest
from icalendar import Calendar, Event, vDuration, vUri

from cms.core.calendar_zone import german_time_zone
from cms.core.frame import get_frame

from .identity import stable_id

PRODUCT = "-//Engagierte Stadt//Termine//DE"
REFRESH_AFTER = timedelta(hours=6)
STATUS = {"planned": "CONFIRMED", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}


def build_calendar(events: Iterable, *, title: str, request: HttpRequest) -> bytes:
    """Return the events with the rules of their time zone; without events it is still a valid calendar."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("x-published-ttl", vDuration(REFRESH_AFTER))
    calendar.add_component(german_time_zone())
    organisation = get_frame(request).town.organisation
    for event in events:
        calendar.add_component(_entry(event, organisation, request))
    return calendar.to_ical()


def _entry(event, organisation: str, request: HttpRequest) -> Event:
    entry = Event()
    url = request.build_absolute_uri(event.get_url(request))
    changed = _changed_at(event)
    entry.add("uid", f"{stable_id(event)}@engagierte-stadt")
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("sequence", _sequence(event))
    entry.add("summary", event.title)
    entry.add("status", STATUS[event.status])
    entry.add("url", vUri(url))
    _add_times(entry, event.schedule)
    _add_text(entry, event, organisation, url)
    return entry


def _add_times(entry: Event, schedule) -> None:
    first = schedule.first_occurrence()
    entry.add("dtstart", first.first_day if schedule.all_day else first.start)
    if schedule.all_day:
        # The end of a whole day is the day after (RFC 5545, section 3.6.1).
        entry.add("dtend", first.last_day + timedelta(days=1))
    elif first.end:
        entry.add("dtend", first.end)
    if schedule.is_recurring:
        entry.add("rrule", schedule.rule_parts())
    starts = schedule.excluded_starts()
    if starts:
        entry.add("exdate", [start.date() for start in starts] if schedule.all_day else starts)


def _add_text(entry: Event, event, organisation: str, url: str) -> None:
    place = ", ".join(part for part in (event.place_name, event.address) if part) or event.online_url
    if place:
        entry.add("location", place)
    parts = [event.summary, event.accessibility_note, event.online_url, event.organiser or organisation, url]
    entry.add("description", "\n".join(part for part in parts if part))


def _changed_at(event) -> datetime:
    changed = event.last_published_at or event.latest_revision_created_at
    return changed.astimezone(UTC) if changed else datetime.now(UTC)


def _sequence(event) -> int:
    """Grows with every publication without a counter to keep: seconds since the first one."""
    if not (event.first_published_at and event.last_published_at):
        return 0
    return max(0, int((event.last_published_at - event.first_published_at).total_seconds()))
