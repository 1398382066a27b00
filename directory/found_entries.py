"""The entries that a visitor's filters leave over: how many, which, and what one more click would bring."""

from collections.abc import Sequence
from functools import cached_property
from itertools import islice

from .entry_sets import EntrySets, sets_of
from .filters import Filters, entries_of
from .models import PublicEntry
from .search.typos import corrected


class FoundEntries:
    """A list of public entries that knows its counts; a slice of it costs one query, wherever it lies."""

    def __init__(self, directory, filters: Filters):
        self.directory, self.filters = directory, filters
        self.sets: EntrySets = sets_of(directory)

    def __len__(self):
        return self.all.bit_count()

    def __getitem__(self, part: slice) -> list[PublicEntry]:
        keys = list(islice(self.sets.members(self.all, self._order), part.start, part.stop))
        entries = PublicEntry.objects.with_address().in_bulk(keys)
        # What disappeared just now is left out.
        return [entries[key] for key in keys if key in entries]

    @cached_property
    def all(self) -> int:
        return self._without("")

    def having(self, flag: str) -> int:
        """Return how many of them have a flag."""
        return (self.all & self.sets.flags[flag]).bit_count()

    def counts(self, kind: str) -> dict[int, tuple[int, int]]:
        """Return {value: (entries, those that no ticked value of the group finds)}, the group's ticks aside."""
        rest = self._without(kind)
        joining = rest & ~self.sets.having(kind, self.filters.chosen.get(kind, ()))
        return {
            value: ((rest & members).bit_count(), (joining & members).bit_count())
            for value, members in self.sets.facets.get(kind, {}).items()
        }

    def _without(self, kind: str) -> int:
        found = self.found_by_text
        for chosen, values in self.filters.chosen.items():
            if chosen != kind:
                found &= self.sets.having(chosen, values)
        for flag in self.filters.flags:
            found &= self.sets.flags[flag]
        return found

    @cached_property
    def found_by_text(self) -> int:
        """The set that the text alone leaves over, all filters put aside."""
        return self.sets.set_of(self._hits) if self.filters.text else self.sets.everything

    @cached_property
    def guess(self) -> str:
        """Return what is looked for instead of a text that finds nothing in the whole directory, or ""."""
        if not self.filters.text or self._typed_hits:
            return ""
        return corrected(self.filters.text, entries_of(self.directory))

    @cached_property
    def _hits(self) -> list[int]:
        return self._find(self.guess) if self.guess else self._typed_hits

    @cached_property
    def _typed_hits(self) -> list[int]:
        return self._find(self.filters.text)

    def _find(self, text: str) -> list[int]:
        found = entries_of(self.directory).matching(text)
        return list(found.in_order("relevance").values_list("pk", flat=True))

    @property
    def _order(self) -> Sequence[int] | None:
        keys = {
            "confirmed": self.sets.by_confirmation,
            "relevance": self._hits if self.filters.text else None,
        }
        return keys.get(self.filters.order)
