"""What a visitor's filters leave over: how many, which, and what one more click would bring."""

from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
from itertools import islice

from django.db.models import QuerySet

from cms.core.caching import cached

from .entry_sets import EntrySets, sets_of
from .filters import Filters, entries_of, openings_of
from .found_texts import FoundText, found_text
from .models import PublicEntry, PublicOpening
from .opening_sets import sets_of_openings
from .search.tables import ENTRIES, OPENINGS
from .search.typos import corrected


class FoundEntries:
    """A list of public entries that knows its counts; a slice of it costs one query, wherever it lies.

    By relevance it costs one more for each group of fields that had to be looked through.
    """

    searched = ENTRIES

    def __init__(self, directory, filters: Filters):
        self.directory, self.filters = directory, filters
        self.sets = self._make_sets()

    def __len__(self):
        return self.all.bit_count()

    def __getitem__(self, part: slice) -> list[PublicEntry]:
        return self.rows(list(islice(self.keys(), part.start, part.stop)))

    def keys(self) -> Iterator[int]:
        """Yield the keys of all results in their order."""
        if self.filters.order == "relevance":
            return self._best_first()
        return self.sets.members(self.all, self.sets.orders.get(self.filters.order))

    def rows(self, keys: list[int]) -> list[PublicEntry]:
        """Fetch some of the results, with one query."""
        rows = self._fetch(keys)
        # What disappeared just now is left out.
        return [rows[key] for key in keys if key in rows]

    def _make_sets(self) -> EntrySets:
        return sets_of(self.directory)

    def _fetch(self, keys: list[int]) -> dict[int, PublicEntry]:
        return PublicEntry.objects.with_address().order_by().in_bulk(keys)

    @property
    def everything(self) -> QuerySet:
        """All that the filters could leave over, as the database finds it."""
        return entries_of(self.directory)

    @cached_property
    def all(self) -> int:
        return self._without("")

    def having(self, flag: str) -> int:
        """Return how many of them have a flag."""
        return (self.all & self.sets.flags[flag]).bit_count()

    def counts(self, kind: str) -> dict[int, tuple[int, int]]:
        """Return {value: (results, those that no ticked value of the group finds)}, the group's ticks aside."""
        rest, chosen = self._without(kind), self.filters.chosen.get(kind, ())
        facets = self.sets.facets.get(kind, {})
        every = {value: (rest & members).bit_count() for value, members in facets.items()}
        if not chosen:
            return {value: (count, count) for value, count in every.items()}
        joining = rest & ~self.sets.having(kind, chosen)
        return {value: (every[value], (joining & members).bit_count()) for value, members in facets.items()}

    def number_with(self, filters: Filters) -> int:
        """Return how many results other filters would leave over. Their text is the same, or there is none."""
        found = self.found_by_text if filters.text else self.sets.everything
        return self._narrowed(found, filters).bit_count()

    def _without(self, kind: str) -> int:
        return self._narrowed(self.found_by_text, self.filters, kind)

    def _narrowed(self, found: int, filters: Filters, without: str = "") -> int:
        for chosen, values in filters.chosen.items():
            if chosen != without:
                found &= self.sets.having(chosen, values)
        for flag in filters.flags:
            found &= self.sets.flags[flag]
        return found

    @cached_property
    def found_by_text(self) -> int:
        """The set that the text alone leaves over, all filters put aside."""
        return self._found.all if self.filters.text else self.sets.everything

    @cached_property
    def guess(self) -> str:
        """Return what is looked for instead of a text that finds nothing in the whole directory, or ""."""
        if not self.filters.text or self._found_as_typed.all:
            return ""
        # Many people slip alike, and each filter that somebody ticks asks again.
        digest = sha256(self.filters.text.encode()).hexdigest()
        key = f"guess:{type(self).__name__}:{self.directory.pk}:{digest}"
        return cached(key, lambda: corrected(self.filters.text, self.everything))

    @cached_property
    def _found(self) -> FoundText:
        return found_text(self.sets, self.searched, self.guess) if self.guess else self._found_as_typed

    @cached_property
    def _found_as_typed(self) -> FoundText:
        return found_text(self.sets, self.searched, self.filters.text)

    def _best_first(self) -> Iterator[int]:
        """Yield those found in the weightiest fields first, equal ones in the usual order.

        Whoever reads only the first ones may not have the others looked for.
        """
        left = self.all
        for group in self._found.groups():
            if not left:
                return
            yield from self.sets.members(left & group)
            left &= ~group
        yield from self.sets.members(left)


class FoundOpenings(FoundEntries):
    """The same for calls for volunteers that still run."""

    searched = OPENINGS

    def _make_sets(self) -> EntrySets:
        return sets_of_openings(self.directory)

    def _fetch(self, keys: list[int]) -> dict[int, PublicOpening]:
        return PublicOpening.objects.running().with_entry().order_by().in_bulk(keys)

    @property
    def everything(self) -> QuerySet:
        return openings_of(self.directory)
