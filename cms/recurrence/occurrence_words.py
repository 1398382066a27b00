"""Single dates and their recurrence in words, as in an invitation: "Samstag, 10 bis 15 Uhr"."""

from datetime import date, datetime, time

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cms.common.wording import kept_in_each_language

from .occurrence import Occurrence
from .schedule import Schedule
from .words import weekday_name


def day_in_full(day: date) -> str:
    return date_format(day, pgettext("date format", "l, j F Y"))


def when_in_full(occurrence: Occurrence) -> str:
    """Weekday, day and hours: "Samstag, 28. November 2026, 10 bis 15 Uhr"."""
    return _when(occurrence, pgettext("date format", "l, j F Y"), "")


def when_in_row(occurrence: Occurrence) -> str:
    """The same beside a tile that already shows the day: "Samstag, 10 bis 15 Uhr"."""
    return _when(occurrence, pgettext("date format with day", "l, j F"), pgettext("weekday format", "l"))


def hours_in_words(occurrence: Occurrence) -> str:
    """The same below a heading that names the day: "10 bis 15 Uhr"; of several days these are named."""
    starts, ends = occurrence.start, occurrence.end
    if ends and occurrence.last_day != occurrence.first_day and not _is_one_night(occurrence):
        return _over_several_days(occurrence, pgettext("date format without year", "j F"))
    if occurrence.all_day:
        return _("all day")
    return _hours(starts.time(), ends and ends.time())


def rule_in_words(schedule: Schedule) -> str:
    """The repetition, such as "jeden dritten Donnerstag im Monat"; "" for a single date."""
    if not schedule.is_recurring:
        return ""
    rule = _repetition(schedule)
    if schedule.pauses_on_public_holidays:
        rule = _("%(days)s except on public holidays") % {"days": rule}
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
    return f"{day}, {_hours(starts.time(), ends and ends.time())}"


@kept_in_each_language
def _hours(starts: time, ends: time | None) -> str:
    if ends and ends != starts:
        return _unbroken(_("%(start)s to %(end)s") % {"start": _hour(starts), "end": _hour(ends)})
    return _unbroken(_("at %(hour)s") % {"hour": _hour(starts)})


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
    """A party from eight in the evening to two at night is one evening."""
    if occurrence.all_day:
        return False
    nights = (occurrence.last_day - occurrence.first_day).days
    return nights == 1 and occurrence.end.hour < 6 and occurrence.start.hour >= 12


def _hour(moment: datetime | time) -> str:
    full_hour, exact = pgettext("format of a full hour", "H:i"), pgettext("format of a time", "H:i")
    return date_format(moment, exact if moment.minute else full_hour)


def _unbroken(text: str) -> str:
    """Keep hours on one line."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _repetition(schedule: Schedule) -> str:
    weekday = weekday_name(schedule.weekdays[0])
    if not schedule.positions:
        return ngettext("every %(weekday)s", "every %(count)d weeks on %(weekday)s", schedule.interval) % {
            "weekday": weekday,
            "count": schedule.interval,
        }
    message = {
        -1: _("every last %(weekday)s of the month"),
        1: _("every first %(weekday)s of the month"),
        2: _("every second %(weekday)s of the month"),
        3: _("every third %(weekday)s of the month"),
        4: _("every fourth %(weekday)s of the month"),
    }[min(schedule.positions[0], 4)]
    return message % {"weekday": weekday}
