"""Dates in words, as people say them: "Samstag, 10 bis 15 Uhr", "jeden 3. Donnerstag im Monat"."""

from datetime import datetime
from itertools import islice

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from .recurrence import Occurrence, Repeats, Schedule

SHOWN_DATES = 6


def event_facts(event) -> dict:
    """What the page of an event says about its time."""
    now = timezone.now()
    return {
        "occurrence": event.shown_occurrence(now),
        "when": when_in_full(event.shown_occurrence(now)),
        "rule": rule_in_words(event.schedule),
        "left_out": [day_in_full(day) for day in sorted(event.schedule.exceptions) if day >= now.date()],
        "next_dates": [when_in_full(each) for each in next_occurrences(event, now)],
    }


def next_occurrences(event, now: datetime) -> list[Occurrence]:
    """The next dates of a repeated event; empty for a single one, and when it will not take place."""
    if not event.schedule.is_recurring or event.status != event.Status.PLANNED:
        return []
    return list(islice(event.schedule.occurrences(now), SHOWN_DATES))


def day_in_full(day) -> str:
    return date_format(day, pgettext("date format", "l, j F Y"))


def when_in_full(occurrence: Occurrence) -> str:
    """Weekday, day and hours: "Samstag, 28. November 2026, 10 bis 15 Uhr"."""
    return _when(occurrence, pgettext("date format", "l, j F Y"), "")


def when_in_row(occurrence: Occurrence) -> str:
    """The same beside a tile that already shows the day: "Samstag, 10 bis 15 Uhr"."""
    return _when(occurrence, pgettext("date format with day", "l, j F"), pgettext("weekday format", "l"))


def rule_in_words(schedule: Schedule) -> str:
    """The repetition, or "" for a single date."""
    if not schedule.is_recurring:
        return ""
    rule = _rule(schedule)
    if schedule.until is None:
        return rule
    until = date_format(schedule.until, "DATE_FORMAT")
    return _("%(rule)s, until %(day)s") % {"rule": rule, "day": until}


def _when(occurrence: Occurrence, long_format: str, short_format: str) -> str:
    starts, ends = occurrence.start, occurrence.end
    if ends and occurrence.last_day != occurrence.first_day and not _is_one_night(occurrence):
        return _over_several_days(occurrence, long_format)
    day = date_format(starts, short_format or long_format)
    if occurrence.all_day:
        return _("%(day)s, all day") % {"day": day}
    if ends and ends != starts:
        hours = _("%(start)s to %(end)s") % {"start": _hour(starts), "end": _hour(ends)}
    else:
        hours = _("at %(hour)s") % {"hour": _hour(starts)}
    return f"{day}, {_unbroken(hours)}"


def _over_several_days(occurrence: Occurrence, long_format: str) -> str:
    first = date_format(occurrence.start, long_format)
    last = date_format(occurrence.end, long_format)
    if occurrence.all_day:
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    return _("%(first)s, at %(start)s, to %(last)s, at %(end)s") % {
        "first": first,
        "start": _hour(occurrence.start),
        "last": last,
        "end": _hour(occurrence.end),
    }


def _is_one_night(occurrence: Occurrence) -> bool:
    """A feast from eight in the evening to two at night is one evening for everybody."""
    if occurrence.all_day:
        return False
    nights = (occurrence.last_day - occurrence.first_day).days
    return nights == 1 and occurrence.end.hour < 6 and occurrence.start.hour >= 12


def _hour(moment: datetime) -> str:
    full_hour, exact = pgettext("format of a full hour", "H:i"), pgettext("format of a time", "H:i")
    return date_format(moment, exact if moment.minute else full_hour)


def _unbroken(text: str) -> str:
    """Keep hours on one line."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _rule(schedule: Schedule) -> str:
    weekday = date_format(schedule.start, "l")
    if schedule.repeats == Repeats.WEEKLY:
        return ngettext("every %(weekday)s", "every %(count)d weeks on %(weekday)s", schedule.every) % {
            "weekday": weekday,
            "count": schedule.every,
        }
    if schedule.repeats == Repeats.MONTHLY_LAST:
        return _("every last %(weekday)s of the month") % {"weekday": weekday}
    message = {
        1: _("every first %(weekday)s of the month"),
        2: _("every second %(weekday)s of the month"),
        3: _("every third %(weekday)s of the month"),
        4: _("every fourth %(weekday)s of the month"),
    }[min(schedule.nth, 4)]
    return message % {"weekday": weekday}
