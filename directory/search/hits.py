"""The keys of what was found, as the lists need them: all at once, and the best ones first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Hits:
    """`groups` yields the keys that the weightiest field has, then those of the first two, and so on.

    A group may name again what stood in an earlier one, and the last ones may be missing.
    """

    keys: Sequence[int]
    groups: Callable[[], Iterator[Sequence[int]]]


NOTHING = Hits((), lambda: iter(()))
