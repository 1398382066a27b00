"""Which rows have which property, as bitmaps: counting costs the same for ten and for 100,000 rows.

To count the options of one group of filters, the database visits every remaining row, and a list shows four groups.
Here a property is one long number with a bit for each row: "in Stahl and free of charge" is one AND.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress
from re import finditer

from cms.search.index import keys_of, matches_of
from cms.search.tables import SearchedTable

from ..filters import Filters
from .offers import Offers, Plane, folded
from .text_hits import TextHits

ZERO, ONE = b"01"
NOWHERE = -1
TRUTHS = bytes.maketrans(b"0", b"\0")
# If fewer than one row in so many belongs, searching for the next digit is faster than walking over all.
SPARSE = 10
# Per list. With 100,000 entries, one text takes about 50 KB.
MOST_TEXTS = 100


@dataclass(frozen=True)
class Index:
    """The rows of a directory in their usual order: the bit at a row's rank says whether it belongs.

    `ranks` has the rank of each key, `orders` the keys in each other order, `texts` what was searched for lately.
    `facets` has what is said of a row as a whole, `offers` what is said of one of its offers.
    """

    searched: SearchedTable
    keys: Sequence[int]
    ranks: Sequence[int]
    facets: dict[str, dict[int, int]] = field(default_factory=dict)
    offers: Offers = field(default_factory=lambda: Offers([Plane()], frozenset()))
    orders: dict[str, Sequence[int]] = field(default_factory=dict)
    texts: dict[str, TextHits] = field(default_factory=dict)

    @classmethod
    def of_keys(cls, searched: SearchedTable, keys: Iterable[int]) -> "Index":
        """Return an index that knows only the usual order of its rows."""
        keys = array("q", keys)
        # An array, because a dictionary of this size would not fit into the processor's cache.
        ranks = array("i", [NOWHERE]) * (max(keys, default=-1) + 1)
        for rank, key in enumerate(keys):
            ranks[key] = rank
        return cls(searched, keys, ranks)

    @property
    def everything(self) -> int:
        return (1 << len(self.keys)) - 1

    def bitmap(self, keys: Iterable[int]) -> int:
        """Return the bitmap of the rows with these keys; those of other directories are left out."""
        keys = array("q", keys)
        try:
            return self._bitmap(keys)
        except IndexError:
            # Some rows are newer than the index.
            return self._bitmap(key for key in keys if key < len(self.ranks))

    def _bitmap(self, keys: Iterable[int]) -> int:
        digits = bytearray(b"0" * (len(self.keys) + 1))
        for rank in map(self.ranks.__getitem__, keys):
            digits[~rank] = ONE
        # Rows without a rank have set this digit.
        digits[0] = ZERO
        return int(digits, 2)

    def having(self, kind: str, values: Iterable[int]) -> int:
        """Return the rows that have any of these values."""
        found, bitmaps = 0, self.facets.get(kind, {})
        for value in values:
            found |= bitmaps.get(value, 0)
        return found

    def selected(self, filters: Filters, found: int | None = None) -> int:
        """Return the rows that match all filters. `found` replaces what their own text finds."""
        return folded(self.narrowed(filters, found))

    def narrowed(
        self, filters: Filters, found: int | None = None, without: str = "", only_meant: bool = False
    ) -> list[tuple[Plane, int]]:
        """Return the rows that match all filters, by the planes of `offers`; `without` ignores one kind of filter.

        `only_meant` leaves out what is merely open to those who are asked for.
        """
        found = self.found_by(filters.text) if found is None else found
        if filters.distances is not None:
            found &= self.bitmap(filters.distances)
        wanted = {kind: values for kind, values in filters.wanted.items() if kind != without}
        for kind in wanted.keys() - self.offers.kinds:
            found &= self.having(kind, wanted[kind])
        of_one_offer = {kind: wanted[kind] for kind in wanted.keys() & self.offers.kinds}
        return self.offers.narrowed(found, of_one_offer, only_meant)

    def found_by(self, text: str) -> int:
        """Return the rows that have every word of the text; no text finds all, signs without a word none."""
        return self.hits(text).all if text.strip() else self.everything

    def hits(self, text: str) -> TextHits:
        """Return what the text finds. It is kept, because every ticked filter asks again."""
        hits = self.texts.get(text)
        if hits is None:
            hits = self.texts[text] = TextHits(matches_of(self.searched, text), self.bitmap)
            while len(self.texts) > MOST_TEXTS:
                # Two threads may drop the same one.
                self.texts.pop(next(iter(self.texts), text), None)
        return hits

    def number_found_by(self, words: str) -> int:
        """Return how many rows have all the words. For trying guesses: nothing is kept."""
        return self.bitmap(keys_of(self.searched, words)).bit_count()

    def members(self, found: int, order: Iterable[int] | None = None) -> Iterator[int]:
        """Yield the keys of a bitmap, in their usual order or in that of the keys given."""
        digits = format(found, "b")[::-1].ljust(len(self.keys), "0").encode()
        if order is not None:
            places = ((key, self.ranks[key]) for key in order if key < len(self.ranks))
            return (key for key, rank in places if rank != NOWHERE and digits[rank] == ONE)
        if found.bit_count() * SPARSE < len(self.keys):
            return (self.keys[match.start()] for match in finditer(b"1", digits))
        return compress(self.keys, digits.translate(TRUTHS))
