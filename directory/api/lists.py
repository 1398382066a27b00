"""A part of one of the directory's lists, with the cursor of the next and the numbers beside the filters."""

from dataclasses import dataclass
from itertools import dropwhile, islice

from django.http import HttpRequest
from django.utils.translation import get_language

from cms.api_toolkit.keyset import refused, seal, unseal

from ..browse.facets import in_tree_order
from ..browse.index import EntryResults
from ..exports.source import Source, read_source
from ..publishing.terms import Terms
from .parameters import DirectoryFilters, options


@dataclass(frozen=True)
class Place:
    """Where to go on in a list: after this key, or, when it is gone by now, after so many."""

    key: int
    number: int


def source_of(request: HttpRequest) -> Source:
    """Return the directory of the request's site in the language of the answer."""
    return read_source(request, get_language())


def part_of(found: EntryResults, cursor: str | None, limit: int) -> tuple[list, str | None]:
    """Return the rows after the cursor, and the cursor of the next part or None. Raises ApiError.

    The list is kept in memory in each of its orders, so that a key says where to go on: what comes or goes before
    it moves nothing. Only when that very row goes, a number has to do.
    """
    place = _read(cursor, found.filters.order) if cursor else None
    keys = _keys_from(found, place, limit + 1)
    if len(keys) <= limit:
        return found.rows(keys), None
    number = (place.number if place else 0) + limit
    return found.rows(keys[:limit]), seal([found.filters.order, keys[limit - 1], number])


def _keys_from(found: EntryResults, place: Place | None, count: int) -> list[int]:
    if place is None:
        return list(islice(found.keys(), count))
    rest = dropwhile(lambda key: key != place.key, found.keys())
    if next(rest, None) is None:
        rest = islice(found.keys(), max(place.number - 1, 0), None)
    return list(islice(rest, count))


def _read(cursor: str, order: str) -> Place:
    match unseal(cursor):
        case [name, int(key), int(number)] if name == order and number >= 0:
            return Place(key, min(number, 10**9))
    raise refused()


def facets_of(found: EntryResults, asked: DirectoryFilters, terms: Terms) -> dict:
    """Return the values of each filter that find something or are chosen, with their numbers."""
    facets = {group.kind: _values(found, group.kind, terms) for group in found.filters.groups}
    return facets | {"flags": _flags(found, asked)}


def _values(found: EntryResults, kind: str, terms: Terms) -> list[dict]:
    labels, counts, chosen = options(kind, terms), found.counts(kind), found.filters.chosen.get(kind, ())
    return [
        {
            "value": label.slug,
            "label": label.name,
            "count": counts.get(number, (0, 0))[0],
            "parent": labels[label.parent].slug if label.parent in labels else None,
        }
        for number, label in in_tree_order(labels)
        if counts.get(number, (0, 0))[0] or number in chosen
    ]


def _flags(found: EntryResults, asked: DirectoryFilters) -> list[dict]:
    labels = {flag.name: str(flag.label) for flag in found.filters.offered_flags}
    counts = {name: found.having(flag) for name, flag in asked.FLAGS.items()}
    return [
        {"value": name, "label": labels[flag], "count": counts[name], "parent": None}
        for name, flag in asked.FLAGS.items()
        if counts[name] or flag in found.filters.flags
    ]
