"""School holidays: which days are free, and how far they are known."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Holidays:
    """`ranges` are (first day, last day) in order. Nothing is known about the time after the last one."""

    ranges: tuple[tuple[date, date], ...] = ()

    def covers(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.ranges)

    @property
    def known_until(self) -> date | None:
        return max((last for _first, last in self.ranges), default=None)
