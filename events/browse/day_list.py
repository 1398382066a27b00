"""Dates below the days on which they take place."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms.recurrence.occurrence_words import day_in_full

from .query.days import Days, query_of

# Regular dates are not folded if there are so few in all.
FEW = 10


def day_list(calendar, rows: dict[date, list[dict]]) -> list[dict]:
    """Return `{date, title, nearness, holiday, special, regular, …}` of each day of the page."""
    numbers = {(each.day, each.is_special): each for each in calendar.wanted}
    only_regular = not any(each.is_special for each in calendar.wanted)
    is_open = only_regular or sum(each.rows for each in calendar.wanted) <= FEW
    return [
        _day(calendar, day, rows.get(day, []), numbers) | {"is_open": is_open, "only_regular": only_regular}
        for day in calendar.page
    ]


def _day(calendar, day: date, rows: list[dict], numbers: dict) -> dict:
    special = [row for row in rows if row["is_special"]]
    regular = [row for row in rows if not row["is_special"]]
    counted = {kind: numbers.get((day, kind)) for kind in (True, False)}
    total = {kind: number.rows if number else 0 for kind, number in counted.items()}
    return {
        "date": day,
        "title": day_title(day, calendar.today),
        "nearness": _nearness(day, calendar.today),
        "holiday": calendar.holidays.get(day, ""),
        "special": special,
        "regular": regular,
        "regular_number": total[False],
        "more": total[True] - len(special) + total[False] - len(regular),
        "url": address_of_day(calendar, day),
    }


def month_weeks(calendar, rows: dict[date, list[dict]]) -> list[dict]:
    """Return the days of the month, each with the column of its weekday: 1 for Monday."""
    regular = {each.day: each.dates for each in calendar.wanted if not each.is_special}
    special = {each.day: each.rows for each in calendar.wanted if each.is_special}
    return [
        {
            "date": day,
            "weekday": date_format(day, "l"),
            "column": day.isoweekday(),
            "is_past": day < calendar.today,
            "is_today": day == calendar.today,
            "holiday": calendar.holidays.get(day, ""),
            "rows": rows.get(day, []),
            "more": special.get(day, 0) - len(rows.get(day, [])),
            "regular": regular.get(day, 0),
            "url": address_of_day(calendar, day),
        }
        for day in _days_of(calendar.days)
    ]


def _days_of(days: Days) -> Iterable[date]:
    first = days.first.replace(day=1)
    return (first + timedelta(days=number) for number in range(monthrange(first.year, first.month)[1]))


def address_of_day(calendar, day: date) -> str:
    return "?" + query_of([*Days(day, day).pairs, *calendar.filters.pairs(calendar.terms)])


def day_title(day: date, today: date) -> str:
    """The year is said where it is another one."""
    if day.year != today.year:
        return day_in_full(day)
    return date_format(day, pgettext("date format with day", "l, j F"))


def _nearness(day: date, today: date) -> str:
    return {0: _("today"), 1: _("tomorrow")}.get((day - today).days, "")
