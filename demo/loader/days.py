"""Days relative to the day of loading, so that the demo never looks outdated."""

from datetime import date, datetime, time

from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta
from django.utils import timezone

WEEKDAYS = {"mon": MO, "tue": TU, "wed": WE, "thu": TH, "fri": FR, "sat": SA, "sun": SU}
DAY_KEYS = {"in_days", "weekday", "first_weekday_of_month", "time"}


def is_day(value) -> bool:
    return isinstance(value, dict) and bool(value) and value.keys() <= DAY_KEYS


def resolve_day(spec: dict, today: date | None = None) -> date | datetime:
    """Return a date, or an aware datetime if `time` is given.

    `in_days` counts from today. `weekday` moves on to the next such day, that day included; `first_weekday_of_month` is
    the next first Monday, Tuesday … of a month.
    """
    day = (today or timezone.localdate()) + relativedelta(days=spec.get("in_days", 0))
    if "weekday" in spec:
        day += relativedelta(weekday=WEEKDAYS[spec["weekday"]])
    if "first_weekday_of_month" in spec:
        day = _next_first(WEEKDAYS[spec["first_weekday_of_month"]], day)
    if "time" in spec:
        return timezone.make_aware(datetime.combine(day, time.fromisoformat(spec["time"])))
    return day


def _next_first(weekday, day: date) -> date:
    first = day + relativedelta(day=1, weekday=weekday(1))
    return first if first >= day else day + relativedelta(months=1, day=1, weekday=weekday(1))
