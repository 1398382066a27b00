"""Which entries have which property, held in memory: counting costs the same for ten and for 100,000 entries.

The database counts one group of filters by visiting each entry that is left, and a list shows four groups. Here a
property is one long number in which each bit stands for an entry: "in Stahl and free of charge" is one AND.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from threading import Lock

from django.db.models import Aggregate, Case, IntegerField, TextField, Value, When
from django.db.models.functions import Cast
from django.utils import timezone

from cms.core.caching import content_version

from .filters import GROUPS
from .models import EntryFacet, PublicEntry

ONE = ord("1")
FLAG_NAMES = ("free", "accessible", "help")


@dataclass(frozen=True)
class EntrySets:
    """The entries of a directory in the order of their names: the bit at an entry's rank says whether it belongs."""

    keys: Sequence[int]
    facets: dict[str, dict[int, int]] = field(default_factory=dict)
    flags: dict[str, int] = field(default_factory=dict)
    ranks: dict[int, int] = field(default_factory=dict)
    by_confirmation: Sequence[int] = ()

    @property
    def everything(self) -> int:
        return (1 << len(self.keys)) - 1

    def set_of(self, keys: Iterable[int]) -> int:
        """Return the set of the entries with these keys; those of other directories are left out."""
        digits = bytearray(b"0" * (len(self.keys) + 1))
        for rank in map(self.ranks.get, keys):
            if rank is not None:
                digits[~rank] = ONE
        return int(digits, 2)

    def having(self, kind: str, values: Iterable[int]) -> int:
        """Return the set of the entries that have any of these values."""
        found, sets = 0, self.facets.get(kind, {})
        for value in values:
            found |= sets.get(value, 0)
        return found

    def members(self, found: int, order: Iterable[int] | None = None) -> Iterator[int]:
        """Yield the keys of a set, by name or in the order of the keys given."""
        digits = format(found, "b")[::-1].ljust(len(self.keys), "0")
        if order is None:
            return (key for key, digit in zip(self.keys, digits, strict=True) if digit == "1")
        places = ((key, self.ranks.get(key)) for key in order)
        return (key for key, rank in places if rank is not None and digits[rank] == "1")


class _Keys(Aggregate):
    """All keys of a group in one text: a tenth of the time that a row for each would take."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler, connection, **context):
        template = "STRING_AGG((%(expressions)s)::text, ',')"
        return super().as_sql(compiler, connection, function="STRING_AGG", template=template, **context)


_kept: dict[int, tuple[str, EntrySets]] = {}
_making = Lock()


def sets_of(directory) -> EntrySets:
    """Return the directory's sets, made anew after any change of content. Three queries, mostly none."""
    version = content_version()
    if _version_of(directory.pk) != version:
        with _making:
            if _version_of(directory.pk) != version:
                _kept[directory.pk] = (version, make_sets(directory))
    return _kept[directory.pk][1]


def _version_of(key: int) -> str:
    return _kept[key][0] if key in _kept else ""


def make_sets(directory) -> EntrySets:
    rows = _entries_with_flags(directory)
    keys = array("q", (row[0] for row in rows))
    sets = EntrySets(
        keys,
        ranks={key: rank for rank, key in enumerate(keys)},
        by_confirmation=array("q", _keys_by_confirmation(directory)),
    )
    for number, name in enumerate(FLAG_NAMES, start=1):
        sets.flags[name] = sets.set_of(row[0] for row in rows if row[number])
    for kind, value, members in _members_of_facets():
        sets.facets.setdefault(kind, {})[value] = sets.set_of(map(int, members.split(",")))
    return sets


def _entries_with_flags(directory) -> list[tuple[int, ...]]:
    # As numbers, which need no conversion; an index holds all of it, so that no document is touched.
    seeks_help = Case(When(seeks_help_until__gte=timezone.localdate(), then=Value(1)), default=Value(0))
    flags = (Cast("is_free", IntegerField()), Cast("is_wheelchair_accessible", IntegerField()), seeks_help)
    return list(PublicEntry.objects.below(directory).order_by("sort_name", "pk").values_list("pk", *flags))


def _keys_by_confirmation(directory):
    return PublicEntry.objects.below(directory).in_order("confirmed").values_list("pk", flat=True)


def _members_of_facets():
    # Only what the list counts: each value costs a number as long as the directory.
    counted = EntryFacet.objects.filter(kind__in=[group.kind for group in GROUPS])
    groups = counted.order_by().values("kind", "value").annotate(members=_Keys("entry"))
    return groups.values_list("kind", "value", "members")
