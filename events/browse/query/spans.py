"""Days by name: "today", "at the weekend"."""

from datetime import date, timedelta


def today(day: date) -> tuple[date, date]:
    return day, day


def tomorrow(day: date) -> tuple[date, date]:
    return day + timedelta(days=1), day + timedelta(days=1)


def weekend(day: date) -> tuple[date, date]:
    """Return Saturday and Sunday, the next or the present ones; on a Sunday only that day is left."""
    sunday = day + timedelta(days=6 - day.weekday())
    return max(day, sunday - timedelta(days=1)), sunday


def this_week(day: date) -> tuple[date, date]:
    """Return what is left of the week."""
    return day, weekend(day)[1]


SPANS = {"today": today, "tomorrow": tomorrow, "weekend": weekend}
