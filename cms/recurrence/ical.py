"""Recurring times as iCalendar (RFC 5545)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vDuration, vUri

from .rule import in_utc
from .schedule import ONE_DAY, Schedule
from .zone import BERLIN

HOUR = timedelta(hours=1)


def new_calendar(product: str, title: str, refresh_after: timedelta) -> Calendar:
    """Return a calendar with its time zone definition; it is valid even without events."""
    calendar = Calendar()
    calendar.add("prodid", product)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("x-published-ttl", vDuration(refresh_after))
    calendar.add_component(_german_time_zone())
    return calendar


def new_event(
    key: UUID | str, changed: datetime, *, summary: str, url: str, place: str, description: Iterable[str]
) -> Event:
    """Return an event without its times; `description` are its lines, of which empty ones are dropped."""
    event = Event()
    event.add("uid", f"{key}@engagierte-stadt")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("summary", summary)
    event.add("url", vUri(url))
    if place:
        event.add("location", place)
    event.add("description", "\n".join(filter(None, description)))
    return event


def add_times(event: Event, schedule: Schedule, first: date) -> None:
    """Add the times of the event from this day on."""
    has_hours = bool(schedule.starts_at) and not schedule.all_day
    occurrence = schedule.occurrence_on(first)
    event.add("dtstart", occurrence.start if has_hours else first)
    if schedule.all_day:
        # The end of a whole day is the day after (RFC 5545, section 3.6.1).
        event.add("dtend", occurrence.last_day + ONE_DAY)
    elif has_hours and occurrence.end:
        event.add("dtend", occurrence.end)
    if schedule.is_recurring:
        event.add("rrule", _rule(schedule, has_hours))
    left_out = [day for day in schedule.days_left_out() if day >= first]
    if left_out:
        event.add("exdate", [schedule.occurrence_on(day).start if has_hours else day for day in left_out])


def _rule(schedule: Schedule, has_hours: bool) -> dict:
    rule = {
        "FREQ": schedule.frequency.upper(),
        "INTERVAL": schedule.interval,
        "BYDAY": schedule.weekdays_of_month,
    }
    if last := schedule.last_day:
        # UNTIL must be in UTC if the start has a time zone, and a date if it has no time (section 3.3.10).
        rule["UNTIL"] = in_utc(last) if has_hours else last
    return rule


def _german_time_zone() -> Timezone:
    """Europe/Berlin by the rule in force since 1996 (Directive 2000/84/EC): last Sundays, at 1:00 UTC.

    Defined here because the package lists single days up to 2038, with those of spring an hour late.
    """
    zone = Timezone()
    zone.add("tzid", BERLIN.key)
    # Local times before the change (RFC 5545, section 3.6.5).
    zone.add_component(_clock_change(TimezoneDaylight(), "CEST", 3, "19960331T020000", HOUR, 2 * HOUR))
    zone.add_component(_clock_change(TimezoneStandard(), "CET", 10, "19961027T030000", 2 * HOUR, HOUR))
    return zone


def _clock_change(part, name: str, month: int, first: str, before: timedelta, after: timedelta):
    part.add("tzname", name)
    part.add("dtstart", datetime.fromisoformat(first))
    part.add("rrule", {"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"})
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    return part
