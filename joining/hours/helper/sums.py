"""A helper's hours by year and club, for the helper's own page."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.utils import timezone

from ..lands import LandProfile
from ..models import HelperHours


@dataclass(frozen=True)
class Year:
    """`rows` are all of the year, the sums only what counts: confirmed and still valid."""

    number: int
    rows: list[HelperHours]
    profile: LandProfile | None

    @property
    def valid(self) -> list[HelperHours]:
        return [each for each in self.rows if each.is_valid]

    @property
    def total(self) -> Decimal:
        return sum((each.hours for each in self.valid), Decimal(0))

    @property
    def clubs(self) -> list[tuple[str, Decimal]]:
        sums: dict[str, Decimal] = {}
        for each in self.valid:
            sums[each.club] = sums.get(each.club, Decimal(0)) + each.hours
        return sorted(sums.items(), key=lambda item: -item[1])

    @property
    def is_enough(self) -> bool:
        return self.profile is not None and not self.missing

    @property
    def is_current(self) -> bool:
        """Whether more hours may still come."""
        return self.number == timezone.localdate().year

    @property
    def missing(self) -> Decimal:
        """How many hours the Land's card still needs in this year, 0 when there are enough."""
        return self.profile.missing(self.total) if self.profile else Decimal(0)


def years_of(hours: Iterable[HelperHours], profile: LandProfile | None) -> list[Year]:
    """Return the latest year first; `hours` come in that order."""
    return [Year(number, list(rows), profile) for number, rows in groupby(hours, key=lambda each: each.year)]
