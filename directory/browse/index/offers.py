"""What must hold together for one offer of an entry, as bitmaps.

A plane holds one offer of each entry: the first plane the entry itself, the next its first offer, and so on. The bit
at a row's rank is about the same entry in each of them, so "one offer on Mondays, free of charge, for a child of seven"
is an AND within each plane and an OR over all planes.

Of the entry itself only places and target groups are known. So these are asked of the entry, as long as nothing else is
asked that only an offer can say.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

# From and to; None where it is open.
Ages = tuple[int | None, int | None]
ANY_AGE: Ages = (None, None)
# Kinds of filters about an offer.
KINDS = frozenset(("weekday", "free", "accessible", "target_group", "age"))


def include(ages: Ages, age: int) -> bool:
    return (ages[0] is None or ages[0] <= age) and (ages[1] is None or age <= ages[1])


def overlap(one: Ages, other: Ages) -> bool:
    starts_before = one[0] is None or other[1] is None or one[0] <= other[1]
    return starts_before and (other[0] is None or one[1] is None or other[0] <= one[1])


@dataclass(frozen=True)
class Plane:
    """`facets` has bitmaps by kind and value, `ages` by stated ages; `meant` are target groups that the entry names."""

    facets: dict[str, dict[int, int]] = field(default_factory=dict)
    ages: dict[Ages, int] = field(default_factory=dict)
    meant: dict[int, int] = field(default_factory=dict)

    def having(self, kind: str, values: Iterable[int], only_meant: bool = False) -> int:
        """Return the rows with any of the values. `only_meant`: not those that are just open to everybody."""
        found = 0
        for bitmap in self._bitmaps(kind, values, only_meant):
            found |= bitmap
        return found

    def _bitmaps(self, kind: str, values: Iterable[int], only_meant: bool) -> Iterator[int]:
        if kind == "age":
            return (
                bitmap
                for ages, bitmap in self.ages.items()
                if any(include(ages, age) for age in values) and not (only_meant and ages == ANY_AGE)
            )
        facets = self.meant if only_meant and kind == "target_group" else self.facets.get(kind, {})
        return (facets[value] for value in values if value in facets)


@dataclass(frozen=True)
class Offers:
    """All planes, and the kinds of filters that ask them."""

    planes: list[Plane]
    kinds: frozenset[str] = KINDS

    def narrowed(
        self, found: int, wanted: dict[str, Iterable[int]], only_meant: bool = False
    ) -> list[tuple[Plane, int]]:
        """Return, for each plane, which of the rows found have an offer there that is all that is wanted."""
        left = []
        for plane in self.planes:
            rows = found
            for kind, values in wanted.items():
                rows &= plane.having(kind, values, only_meant)
                if not rows:
                    break
            if rows:
                left.append((plane, rows))
        return left


def folded(planes: Iterable[tuple[Plane, int]]) -> int:
    """Return the rows that any of the planes has."""
    found = 0
    for _plane, rows in planes:
        found |= rows
    return found
