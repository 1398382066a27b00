"""Days that other apps know to be fully booked, such as those for which people sign up."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cms.common.registry import Registry

from ..models import Occurrence
from .dates import Row

Days = set[date | None]


@dataclass(frozen=True)
class FullDays:
    """`find(series)` returns the full days of each; None among them stands for all days of the series.

    Whoever registers it calls `projection.write_series` when they change.
    """

    name: str
    find: Callable[[Iterable[UUID]], dict[UUID, Days]]


FULL_DAYS: Registry[str, FullDays] = Registry()


def full_days_of(series: Iterable[UUID]) -> dict[UUID, Days]:
    series, found = list(series), {}
    for each in FULL_DAYS.values():
        for key, days in each.find(series).items():
            found.setdefault(key, set()).update(days)
    return found


def with_full_days(rows: list[Row], days: Days) -> list[Row]:
    """What takes place as planned is full on these days; of others the calendar says why they are not as planned."""
    return [row._replace(status=Occurrence.Status.FULL) if _is_full(row, days) else row for row in rows]


def _is_full(row: Row, days: Days) -> bool:
    return row.status == Occurrence.Status.ON and (None in days or row.original_day in days)
