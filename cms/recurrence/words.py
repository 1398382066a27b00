"""Recurring times in words: "jeden Mittwoch, 17–18:30 Uhr"."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.dates import WEEKDAYS as WEEKDAY_NAMES
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms.common.wording import kept_in_each_language

from .rule import WEEKDAYS
from .schedule import Schedule


@kept_in_each_language
def in_words(schedule: Schedule) -> str:
    """Return when it takes place, or "" if unknown."""
    parts = [_days(schedule), clock_times(schedule.starts_at, schedule.ends_at), schedule.note]
    return ", ".join(part for part in parts if part)


def limits_in_words(schedule: Schedule, today: date | None = None) -> list[str]:
    """Return its limits and exceptions, as far as they are in the future."""
    today = today or timezone.localdate()
    if schedule.has_ended(today):
        return [_("ended on %(day)s") % {"day": date_format(schedule.until, "DATE_FORMAT")}]
    skipped = [_short(day) for day in sorted(schedule.skipped) if day >= today]
    without = _("not on %(days)s") % {"days": _joined(skipped)} if skipped else ""
    return [each for each in (_run(schedule, today), without) if each]


def _run(schedule: Schedule, today: date) -> str:
    first = schedule.first_date if schedule.first_date and schedule.first_date > today else None
    days = {
        "first": first and date_format(first, "DATE_FORMAT"),
        "last": schedule.until and date_format(schedule.until, "DATE_FORMAT"),
    }
    if first and schedule.until:
        return _("from %(first)s to %(last)s") % days
    if first:
        return _("beginning on %(first)s") % days
    return _("until %(last)s") % days if schedule.until else ""


def _short(day: date) -> str:
    return date_format(day, pgettext("date format: short day", "j M"), use_l10n=False)


def next_in_words(schedule: Schedule, now: datetime | None = None) -> str:
    """Return the day of the next meeting, such as "25. November"; "" if unknown."""
    start = schedule.next_start(now)
    return day_in_words(start) if start else ""


def day_in_words(start: datetime) -> str:
    """Return the day of a meeting, such as "25. November"."""
    return _day_and_month(start.date())


@kept_in_each_language
def _day_and_month(day: date) -> str:
    return date_format(day, pgettext("date format: day and month", "j F"), use_l10n=False)


def upcoming_in_words(schedule: Schedule, count: int = 3, now: datetime | None = None) -> list[str]:
    """Return the next days in short form, such as ["14.12.", "11.01."]."""
    return [_short(start.date()) for start in schedule.next_starts(count, now)]


def clock_times(start: time | None, end: time | None) -> str:
    """Return "17–18:30 Uhr", "17 Uhr" or ""."""
    if not start:
        return ""
    if not end:
        return _("%(start)s o’clock") % {"start": _clock(start)}
    return _("%(start)s–%(end)s o’clock") % {"start": _clock(start), "end": _clock(end)}


def _clock(moment: time) -> str:
    return f"{moment.hour}:{moment.minute:02}" if moment.minute else str(moment.hour)


def _days(schedule: Schedule) -> str:
    if not schedule.frequency:
        return ""
    words = _monthly(schedule) if schedule.frequency == "monthly" else _weekly(schedule)
    if schedule.pauses_in_holidays and schedule.pauses_on_public_holidays:
        return _("%(days)s except in school holidays and on public holidays") % {"days": words}
    if schedule.pauses_in_holidays:
        return _("%(days)s except in school holidays") % {"days": words}
    if schedule.pauses_on_public_holidays:
        return _("%(days)s except on public holidays") % {"days": words}
    return words


def _monthly(schedule: Schedule) -> str:
    if not schedule.weekdays or not schedule.positions:
        return _("every month")
    days = _joined(weekday_name(day) for day in schedule.weekdays)
    if schedule.positions == (-1,):
        return _("last %(day)s of the month") % {"day": days}
    positions = _joined(_position(number) for number in schedule.positions)
    return _("every %(positions)s %(day)s of the month") % {"positions": positions, "day": days}


def _position(number: int) -> str:
    return {
        1: pgettext("week of the month", "first"),
        2: pgettext("week of the month", "second"),
        3: pgettext("week of the month", "third"),
        4: pgettext("week of the month", "fourth"),
        -1: pgettext("week of the month", "last"),
    }[number]


def _weekly(schedule: Schedule) -> str:
    if schedule.interval == 1:
        days = _joined(weekday_name(day) for day in schedule.weekdays)
        return _("every %(days)s") % {"days": days} if days else _("every week")
    on_days = _joined(_on_weekday(day) for day in schedule.weekdays)
    rhythm = _("fortnightly") if schedule.interval == 2 else _("every %(n)d weeks") % {"n": schedule.interval}
    return f"{rhythm} {on_days}".strip()


def weekday_name(code: str) -> str:
    return str(WEEKDAY_NAMES[WEEKDAYS.index(code)])


def _on_weekday(code: str) -> str:
    """The adverb: "sonntags"."""
    return {
        "MO": _("on Mondays"),
        "TU": _("on Tuesdays"),
        "WE": _("on Wednesdays"),
        "TH": _("on Thursdays"),
        "FR": _("on Fridays"),
        "SA": _("on Saturdays"),
        "SU": _("on Sundays"),
    }[code]


def _joined(words) -> str:
    *others, last = list(words) or [""]
    return _("%(list)s and %(last)s") % {"list": ", ".join(others), "last": last} if others else last
