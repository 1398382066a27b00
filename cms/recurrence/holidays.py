"""School holidays and public holidays: which days are free, and how far they are known."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from holidays import country_holidays


@dataclass(frozen=True)
class Holidays:
    """`ranges` are the school holidays in order, as (first day, last day); later ones are not known.

    `land` is the key of the Land whose public holidays count ("RP"); without it, those that all of them have.
    """

    ranges: tuple[tuple[date, date], ...] = ()
    land: str = ""

    def covers(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.ranges)

    def is_public(self, day: date) -> bool:
        return day in public_holidays(self.land, day.year)

    @property
    def known_until(self) -> date | None:
        return max((last for _first, last in self.ranges), default=None)


@lru_cache(maxsize=128)
def public_holidays(land: str, year: int, language: str = "de") -> dict[date, str]:
    """Return the names of a Land's public holidays by day."""
    return dict(country_holidays("DE", subdiv=land or None, years=year, language=language))
