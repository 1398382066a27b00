"""The rules of German time for iCalendar files."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)


def german_time_zone() -> Timezone:
    """Europe/Berlin by the rule in force since 1996 (Directive 2000/84/EC): last Sundays, at 1:00 UTC.

    Written here because the package lists single days up to 2038, those of spring an hour late.
    """
    zone = Timezone()
    zone.add("tzid", BERLIN.key)
    # The clock shows these hours before it changes (RFC 5545, section 3.6.5).
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
