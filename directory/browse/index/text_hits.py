"""What a text finds, as bitmaps."""

from collections.abc import Callable, Iterable, Iterator
from threading import Lock

from cms.search.key_lists import Matches


class TextHits:
    """`all` are the rows that have every word of the text."""

    def __init__(self, hits: Matches, bitmap: Callable[[Iterable[int]], int]):
        self.all = bitmap(hits.keys)
        self._left = map(bitmap, hits.groups())
        self._groups: list[int] = []
        self._reading = Lock()

    def groups(self) -> Iterator[int]:
        """Yield the rows that the weightiest field finds, then those of the first two, and so on.

        All after the first are searched when somebody reads that far.
        """
        number = 0
        while self._has(number):
            yield self._groups[number]
            number += 1

    def _has(self, number: int) -> bool:
        with self._reading:
            if number == len(self._groups):
                self._groups.extend(group for group in [next(self._left, None)] if group is not None)
            return number < len(self._groups)
