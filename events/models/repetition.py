"""How editors say when an event takes place: its first time decides weekday, hour and week of the month."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cms.recurrence.holidays import Holidays
from cms.recurrence.rule import WEEKDAYS
from cms.recurrence.schedule import Schedule


class Repeats(TextChoices):
    NONE = "none", _("takes place once")
    WEEKLY = "weekly", _("on the same weekday, every … weeks")
    MONTHLY_NTH = "monthly-nth", _("every month, for example on the 2nd Tuesday")
    MONTHLY_LAST = "monthly-last", _("every month on the last such weekday")


def event_schedule(
    start: datetime,
    end: datetime | None = None,
    *,
    all_day: bool = False,
    repeats: str = Repeats.NONE,
    every: int = 1,
    until: date | None = None,
    exceptions: Iterable[date] = (),
    holidays_of: str | None = None,
) -> Schedule:
    """`start` and `end` are wall time in Germany, without an offset; `until` is the last possible day.

    It pauses on the public holidays of the Land `holidays_of`, or on none.
    """
    frequency, positions = {
        Repeats.WEEKLY: ("weekly", ()),
        Repeats.MONTHLY_NTH: ("monthly", (week_of_month(start),)),
        Repeats.MONTHLY_LAST: ("monthly", (-1,)),
    }.get(repeats, ("", ()))
    return Schedule(
        frequency=frequency,
        interval=every if frequency == "weekly" else 1,
        weekdays=(WEEKDAYS[start.weekday()],),
        positions=positions,
        until=until,
        first_date=start.date(),
        starts_at=start.time(),
        ends_at=end and end.time(),
        days_later=(end.date() - start.date()).days if end else 0,
        all_day=all_day,
        skipped=tuple(sorted(exceptions)),
        pauses_on_public_holidays=holidays_of is not None,
        holidays=Holidays(land=holidays_of or ""),
    )


def week_of_month(day: date) -> int:
    """Return which weekday of its month it is: 1 to 5."""
    return (day.day - 1) // 7 + 1


def is_last_of_its_kind(day: date) -> bool:
    """Whether no such weekday follows in its month."""
    return (day + timedelta(weeks=1)).month != day.month
