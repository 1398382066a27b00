"""What a text finds in a directory, as sets of its rows, kept while nothing changes: who ticks a filter asks again."""

from collections.abc import Iterator
from threading import Lock

from .entry_sets import EntrySets
from .search.hits import Hits
from .search.index import hits_of
from .search.tables import SearchedTable

# So many texts are kept for each list; with 100,000 entries one takes about 50 KB.
MOST_KEPT = 100


class FoundText:
    """`all` is the set of the rows that have every word of the text."""

    def __init__(self, hits: Hits, sets: EntrySets):
        self.all = sets.set_of(hits.keys)
        self._left = (sets.set_of(keys) for keys in hits.groups())
        self._groups: list[int] = []
        self._reading = Lock()

    def groups(self) -> Iterator[int]:
        """Yield the set that the weightiest field finds, then that of the first two, and so on.

        A group is looked for when somebody reads that far.
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


def found_text(sets: EntrySets, searched: SearchedTable, text: str) -> FoundText:
    """Return what the text finds; the sets, which are made anew after any change, keep it."""
    kept: dict[str, FoundText] = sets.texts
    found = kept.get(text)
    if found is None:
        found = kept[text] = FoundText(hits_of(searched, text), sets)
        while len(kept) > MOST_KEPT:
            # Two threads may want to drop the same one.
            kept.pop(next(iter(kept), text), None)
    return found
