"""What a visitor's filters leave over: how many, which, and what one more click would bring."""

from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
from itertools import islice

from cms.caching.content_version import cached
from cms.search.guesses import NO_GUESS, Guess
from directory.models import PublicEntry, PublicOpening
from directory.publishing.typos import corrected

from ..filters import Filters
from .kept import entry_index, opening_index
from .offers import folded


class EntryResults:
    """A list of public entries that knows its counts; a slice of it costs one query, wherever it lies.

    A text that is new to the index costs one more, and a second one by relevance. If the text finds nothing at all, the
    results are those of what was probably meant, unless they are to be `as_typed`.
    """

    make_index = staticmethod(entry_index)

    def __init__(self, directory, filters: Filters, *, as_typed: bool = False):
        self.directory, self.filters, self.as_typed = directory, filters, as_typed
        self.index = self.make_index(directory)

    def __len__(self):
        return self.all.bit_count()

    def __getitem__(self, part: slice) -> list[PublicEntry]:
        return self.rows(list(islice(self.keys(), part.start, part.stop)))

    def keys(self) -> Iterator[int]:
        """Yield the keys of all results in their order."""
        if self.filters.order == "relevance":
            return self._best_first()
        if self.filters.order == "distance":
            metres = self.filters.distances
            return iter(sorted(self.index.members(self.all), key=lambda key: (metres[key], key)))
        return self.index.members(self.all, self.index.orders.get(self.filters.order))

    def rows(self, keys: list[int]) -> list[PublicEntry]:
        """Fetch some of the results, with one query."""
        rows = self._fetch(keys)
        # Rows that have just disappeared are skipped.
        return [rows[key] for key in keys if key in rows]

    def _fetch(self, keys: list[int]) -> dict[int, PublicEntry]:
        return PublicEntry.objects.with_address().order_by().in_bulk(keys)

    @cached_property
    def all(self) -> int:
        return self.index.selected(self.filters, self.found_by_text)

    def having(self, flag: str) -> int:
        """Return how many of them have a flag."""
        return self.counts(flag).get(True, (0, 0))[0]

    def counts(self, kind: str) -> dict[int, tuple[int, int]]:
        """Return {value: (results, those that no ticked value of the group finds)}, ignoring the group's own ticks."""
        found = self._found_without(kind)
        ticked = 0
        for value in self.filters.wanted.get(kind, ()):
            ticked |= found.get(value, 0)
        return {value: (rows.bit_count(), (rows & ~ticked).bit_count()) for value, rows in found.items()}

    def _found_without(self, kind: str) -> dict[int, int]:
        """Return {value: rows that it would find alone in its group}."""
        narrowed = self.index.narrowed(self.filters, self.found_by_text, without=kind)
        if kind not in self.index.offers.kinds:
            rest = folded(narrowed)
            return {value: rest & members for value, members in self.index.facets.get(kind, {}).items()}
        found: dict[int, int] = {}
        for plane, rows in narrowed:
            for value, members in plane.facets.get(kind, {}).items():
                found[value] = found.get(value, 0) | rows & members
        return found

    def number_with(self, filters: Filters) -> int:
        """Return how many results other filters would leave over. Their text is the same, or there is none."""
        found = self.found_by_text if filters.text else None
        return self.index.selected(filters, found).bit_count()

    @cached_property
    def found_by_text(self) -> int:
        """What the text alone finds."""
        return self.index.found_by(self.guess or self.filters.text)

    @property
    def guess(self) -> str:
        """Return what is looked for instead of a text that finds nothing in the whole directory, or ""."""
        return self._guess.text

    @property
    def lost_words(self) -> tuple[str, ...]:
        """Return the words that find nothing in the whole directory, nor does what they may be a slip of."""
        return self._guess.lost

    @cached_property
    def _guess(self) -> Guess:
        if self.as_typed or not self.filters.text or self.index.found_by(self.filters.text):
            return NO_GUESS
        # Many people make the same slip, and every ticked filter asks again.
        digest = sha256(self.filters.text.encode()).hexdigest()
        key = f"guess:{type(self).__name__}:{self.directory.pk}:{digest}"
        return cached(key, lambda: corrected(self.filters.text, self.index.number_found_by))

    def _best_first(self) -> Iterator[int]:
        """Yield those found in the weightiest fields first, and among them those meant for whom it is asked for.

        Equal ones come in the usual order. The less weighty fields are searched only if somebody reads so far.
        """
        left, meant = self.all, self._meant
        for group in self._groups():
            found = left & group
            yield from self.index.members(found & meant)
            yield from self.index.members(found & ~meant)
            left &= ~group
            if not left:
                return
        for rest in (left & meant, left & ~meant):
            yield from self.index.members(rest)

    def _groups(self) -> Iterator[int]:
        text = self.guess or self.filters.text
        return self.index.hits(text).groups() if text else iter(())

    @property
    def _meant(self) -> int:
        """Return the results that are meant for the age or group, not just open to everybody."""
        if not self.filters.asks_for_whom:
            return self.all
        return folded(self.index.narrowed(self.filters, self.found_by_text, only_meant=True))


class OpeningResults(EntryResults):
    """The same for calls for volunteers that still run."""

    make_index = staticmethod(opening_index)

    def _fetch(self, keys: list[int]) -> dict[int, PublicOpening]:
        return PublicOpening.objects.running().with_entry().order_by().in_bulk(keys)
