"""Events as iCalendar (RFC 5545), so that people can keep a date or subscribe to all of them."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest
from icalendar import Event

from cms.pages.site_context import get_site_context
from cms.recurrence.ical import add_times, new_calendar, new_event
from cms.recurrence.schedule import ONE_DAY, Schedule
from directory.exports.calendars import DatedOffer

from ..models import ChangedDay
from ..publishing.dates import changed_times

PRODUCT = "-//Engagierte Stadt//Termine//DE"
REFRESH_AFTER = timedelta(hours=6)
WHERE = ("LOCATION", "GEO")
REPEATED = ("UID", "DTSTAMP", "SUMMARY", "URL", "DESCRIPTION", "SEQUENCE", "CATEGORIES", "TRANSP")
STATUS = {"planned": "CONFIRMED", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}


def build_calendar(events: Iterable, *, title: str, request: HttpRequest) -> bytes:
    """Return the events with the rules of their time zone; without events it is still a valid calendar."""
    events = list(events)
    calendar = new_calendar(PRODUCT, title, REFRESH_AFTER)
    organisation = get_site_context(request).town.organisation
    changes = ChangedDay.objects.of(event.translation_key for event in events)
    for event in events:
        entry = _entry(event, organisation, request)
        for component in with_changed_days(entry, event.schedule, changes.get(event.translation_key, {})):
            calendar.add_component(component)
    return calendar.to_ical()


def with_changed_days(entry: Event, schedule: Schedule, changes: dict) -> list[Event]:
    """Return the event with what replaces single days of it. A single date is replaced as a whole."""
    instead = list(changed_days(entry, schedule, changes))
    return instead if instead and not schedule.is_recurring else [entry, *instead]


def changed_days(entry: Event, schedule: Schedule, changes: dict) -> Iterator[Event]:
    """Yield what replaces single days of a repeated event (RFC 5545, section 3.8.4.4)."""
    if entry.get("status", "CONFIRMED") != "CONFIRMED":
        return
    for changed in changes.values():
        if changed.change != ChangedDay.Change.FULL and schedule.has_date_on(changed.day):
            yield _instead(entry, schedule, changed)


def changed_days_of_offers(offers: list[DatedOffer]) -> Iterator[Event]:
    """The same for offers of the directory, whose calendars do not know of changed days."""
    changes = ChangedDay.objects.of(offer.key for offer in offers)
    for offer in offers:
        yield from changed_days(offer.event, offer.schedule, changes.get(offer.key, {}))


def _instead(entry: Event, schedule: Schedule, changed: ChangedDay) -> Event:
    instead = Event({name: entry[name] for name in REPEATED if name in entry})
    before = schedule.occurrence_on(changed.day)
    if schedule.is_recurring:
        has_hours = isinstance(entry.decoded("dtstart"), datetime)
        instead.add("recurrence-id", before.start if has_hours else changed.day)
    instead.add("last-modified", changed.changed_at.astimezone(UTC))
    is_cancelled = changed.change == ChangedDay.Change.CANCELLED
    _add_changed_times(instead, schedule, *changed_times(before, changed), is_moved=not is_cancelled)
    if changed.new_place:
        instead.add("location", changed.new_place)
    else:
        instead.update({name: entry[name] for name in WHERE if name in entry})
    instead.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    if changed.reason:
        instead.add("comment", changed.reason)
    return instead


def _add_changed_times(
    instead: Event, schedule: Schedule, start: datetime, end: datetime | None, *, is_moved: bool
) -> None:
    """An offer that names only its weekday is moved to an hour."""
    if schedule.all_day or not (schedule.starts_at or is_moved):
        instead.add("dtstart", start.date())
        instead.add("dtend", (end or start).date() + ONE_DAY)
    else:
        instead.add("dtstart", start)
        if end:
            instead.add("dtend", end)


def _entry(event, organisation: str, request: HttpRequest) -> Event:
    url = request.build_absolute_uri(event.get_url(request))
    place = ", ".join(filter(None, [event.place_name, event.address])) or event.online_url
    organiser = event.organiser or organisation
    entry = new_event(
        event.stable_id,
        _changed_at(event),
        summary=event.title,
        url=url,
        place=place,
        description=[event.summary, event.accessibility_note, event.online_url, organiser, url],
    )
    entry.add("sequence", _sequence(event))
    entry.add("status", STATUS[event.status])
    _add_times(entry, event.schedule)
    return entry


def _add_times(entry: Event, schedule: Schedule) -> None:
    add_times(entry, schedule, schedule.first_date)
    if schedule.positions:
        # The calendars of those who subscribed know monthly dates without it; it would say nothing new.
        del entry["rrule"]["INTERVAL"]


def _changed_at(event) -> datetime:
    changed = event.last_published_at or event.latest_revision_created_at
    return changed.astimezone(UTC) if changed else datetime.now(UTC)


def _sequence(event) -> int:
    """Grows with every publication without a counter to keep: seconds since the first one."""
    if not (event.first_published_at and event.last_published_at):
        return 0
    return max(0, int((event.last_published_at - event.first_published_at).total_seconds()))
