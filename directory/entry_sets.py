"""Which rows have which property, held in memory: counting costs the same for ten and for 100,000 entries.

The database counts one group of filters by visiting each row that is left, and a list shows four groups. Here a
property is one long number in which each bit stands for a row: "in Stahl and free of charge" is one AND.
Rows are entries, or calls for volunteers.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress
from re import finditer
from threading import Lock

from django.db.models import Q, QuerySet
from django.utils import timezone

from cms.core.caching import content_version

from .filters import GROUPS
from .key_lists import Keys, ordered_keys
from .models import EntryFacet, PublicEntry
from .models.public_entry import PublicEntryQuerySet

ZERO, ONE = b"01"
NOWHERE = -1
TRUTHS = bytes.maketrans(b"0", b"\0")
# With fewer than one in so many rows, looking for the next one is faster than passing all of them.
SPARSE = 10


@dataclass(frozen=True)
class EntrySets:
    """The rows of a directory in their usual order: the bit at a row's rank says whether it belongs.

    `ranks` has the place of each key, `orders` the keys in each other order, `texts` what was searched for lately (see
    `found_texts`).
    """

    keys: Sequence[int]
    facets: dict[str, dict[int, int]] = field(default_factory=dict)
    flags: dict[str, int] = field(default_factory=dict)
    ranks: Sequence[int] = ()
    orders: dict[str, Sequence[int]] = field(default_factory=dict)
    texts: dict = field(default_factory=dict)

    @property
    def everything(self) -> int:
        return (1 << len(self.keys)) - 1

    def set_of(self, keys: Iterable[int]) -> int:
        """Return the set of the rows with these keys; those of other directories are left out."""
        keys = array("q", keys)
        try:
            return self._set_of(keys)
        except IndexError:
            # Some rows are newer than this.
            return self._set_of(key for key in keys if key < len(self.ranks))

    def _set_of(self, keys: Iterable[int]) -> int:
        digits = bytearray(b"0" * (len(self.keys) + 1))
        for rank in map(self.ranks.__getitem__, keys):
            digits[~rank] = ONE
        # There stands whatever has no rank.
        digits[0] = ZERO
        return int(digits, 2)

    def having(self, kind: str, values: Iterable[int]) -> int:
        """Return the set of the rows that have any of these values."""
        found, sets = 0, self.facets.get(kind, {})
        for value in values:
            found |= sets.get(value, 0)
        return found

    def add_facets(self, facets, key: str) -> None:
        """Read the sets of all values; `facets` have kind and value, and the row's key under the name `key`."""
        groups = facets.order_by().values("kind", "value").annotate(members=Keys(key))
        for kind, value, members in groups.values_list("kind", "value", "members"):
            self.facets.setdefault(kind, {})[value] = self.set_of(members)

    def members(self, found: int, order: Iterable[int] | None = None) -> Iterator[int]:
        """Yield the keys of a set, in their usual order or in that of the keys given."""
        digits = format(found, "b")[::-1].ljust(len(self.keys), "0").encode()
        if order is not None:
            places = ((key, self.ranks[key]) for key in order if key < len(self.ranks))
            return (key for key, rank in places if rank != NOWHERE and digits[rank] == ONE)
        if found.bit_count() * SPARSE < len(self.keys):
            return (self.keys[match.start()] for match in finditer(b"1", digits))
        return compress(self.keys, digits.translate(TRUTHS))


_kept: dict[tuple, tuple[str, EntrySets]] = {}
_making = Lock()


def sets_of(directory) -> EntrySets:
    """Return the directory's sets, made anew after any change of content. Three queries, mostly none."""
    return kept_sets(("entries", directory.pk), lambda: make_sets(directory))


def kept_sets(name: tuple, make: Callable[[], EntrySets]) -> EntrySets:
    """Return what `make` returned since content last changed, or have it made, by one thread at a time."""
    version = content_version()
    if _version_of(name) != version:
        with _making:
            if _version_of(name) != version:
                _kept[name] = (version, make())
    return _kept[name][1]


def _version_of(name: tuple) -> str:
    return _kept[name][0] if name in _kept else ""


def make_sets(directory) -> EntrySets:
    # An index holds all of it, in each of the orders, so that no document is touched.
    entries = PublicEntry.objects.below(directory)
    sets = sets_in_order(entries.in_order(), **_flags())
    sets.orders["confirmed"] = _by_confirmation(entries)
    # Only what the list counts: each value costs a number as long as the directory.
    counted = EntryFacet.objects.filter(kind__in=[group.kind for group in GROUPS])
    sets.add_facets(counted, "entry")
    return sets


def sets_in_order(rows: QuerySet, **flags: Q) -> EntrySets:
    """Return the sets of rows in their usual order with the flags that apply to them, but no facets yet."""
    keys = ordered_keys(rows, **flags)
    sets = empty_sets(keys.pop("every"))
    sets.flags.update({name: sets.set_of(having) for name, having in keys.items()})
    return sets


def empty_sets(keys: Iterable[int]) -> EntrySets:
    """Return the sets of rows of which nothing is known yet but their usual order."""
    keys = array("q", keys)
    # Indexed by the key: a dictionary of so many is far too large for the processor's memory.
    ranks = array("i", [NOWHERE]) * (max(keys, default=-1) + 1)
    for rank, key in enumerate(keys):
        ranks[key] = rank
    return EntrySets(keys, ranks=ranks)


def _flags() -> dict[str, Q]:
    return {
        "free": Q(is_free=True),
        "accessible": Q(is_wheelchair_accessible=True),
        "help": Q(seeks_help_until__gte=timezone.localdate()),
    }


def _by_confirmation(entries: PublicEntryQuerySet) -> Sequence[int]:
    """Return the keys in the order "confirmed". Databases differ in where they put those without a day."""
    is_confirmed = {"confirmed": Q(assured_on__isnull=False), "others": Q(assured_on=None)}
    keys = ordered_keys(entries.order_by("-assured_on", "sort_name", "pk"), **is_confirmed)
    return array("q", [*keys["confirmed"], *keys["others"]])
