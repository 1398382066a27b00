"""Measured values beside the promised ones, and their table."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A line of the table. `limit` is the highest acceptable value, or with `at_least` the lowest."""

    what: str
    where: str
    value: float
    limit: float
    unit: str = "ms"
    at_least: bool = False

    @property
    def is_kept(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self):
        sign = "≥" if self.at_least else "≤"
        limit = f"{sign} {self.limit:g} {self.unit}"
        verdict = "kept" if self.is_kept else "MISSED"
        return f"{self.what:<58} {self.where:<11} {self.value:>9.1f} {self.unit:<7} {limit:<14} {verdict}"


def report(rows: list[Row]) -> int:
    """Print how many promises were kept; return 1 if one was broken."""
    missed = [row for row in rows if not row.is_kept]
    print(f"\n{len(rows) - len(missed)} of {len(rows)} kept")
    return 1 if missed else 0
