"""Queries the full-text index of either database. `query` has at least one word."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from django.db import connection, transaction
from django.db.models import BooleanField, Func

from . import postgres, sqlite
from .key_lists import NOTHING, Matches
from .query import Query, read_query
from .tables import SearchedTable

_BY_VENDOR = {"sqlite": sqlite, "postgresql": postgres}


class IsFound(Func):
    """Whether the row of a key has all the words."""

    arity = 1
    output_field = BooleanField()

    def __init__(self, key, searched: SearchedTable, query: Query, **extra):
        super().__init__(key, **extra)
        self.searched, self.query = searched, query

    def as_sql(self, compiler, connection, **context):
        vendor = _BY_VENDOR[connection.vendor]
        key, params = compiler.compile(self.source_expressions[0])
        match = vendor.match(self.searched, self.query, len(self.searched.fields))
        return f"{key} IN ({vendor.select(vendor.KEY, self.searched)})", [*params, match]


def keys_of(searched: SearchedTable, text: str) -> Sequence[int]:
    """Return the keys of the rows that contain every word, from the index alone. One query."""
    query = read_query(text)
    return _keys_in(searched, [(query, len(searched.fields))])[0] if query.words else ()


def matches_of(searched: SearchedTable, text: str) -> Matches:
    """Return the same keys and, from the same query, those of the weightiest field.

    The other groups take a second query, as soon as somebody reads so far.
    """
    query = read_query(text)
    if not query.words:
        return NOTHING
    most = len(searched.fields)
    depths = _depths(query, most)
    keys, *first = _keys_in(searched, [(query, most), *depths[:2]])

    def groups() -> Iterator[Sequence[int]]:
        yield from first
        # Few people read on past the first fields.
        yield from _keys_in(searched, depths[2:6])
        yield from _keys_in(searched, depths[6:-1])

    return Matches(keys, groups)


def ranked_keys(searched: SearchedTable, text: str) -> list[Sequence[int]]:
    """Return the same groups at once, and all that match as the last one. One query, for small tables."""
    query = read_query(text)
    return _keys_in(searched, _depths(query, len(searched.fields))) if query.words else []


def _depths(query: Query, most: int) -> list[tuple[Query, int]]:
    """Return the groups, the best first: a word itself is worth a field more than what means the same."""
    exact = [(query.exactly, depth) for depth in range(2, most + 1)]
    wider = [(query, depth) for depth in range(1, most)]
    return [(query.exactly, 1), *chain(*zip(exact, wider, strict=True)), (query, most)]


def _keys_in(searched: SearchedTable, wanted: Sequence[tuple[Query, int]]) -> list[Sequence[int]]:
    """Return, for each query and depth, the keys of the rows with all words in so many of the weightiest fields."""
    vendor = _BY_VENDOR[connection.vendor]
    select = vendor.select(vendor.ALL_KEYS, searched)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join([f'({select})'] * len(wanted))}",
            [vendor.match(searched, query, depth) for query, depth in wanted],
        )
        return [vendor.read_keys(keys) for keys in cursor.fetchone()]


def install(schema_editor, searched: SearchedTable) -> None:
    """Create and fill the full-text index of a table."""
    vendor = _BY_VENDOR[schema_editor.connection.vendor]
    for statement in (*vendor.create(searched), *vendor.rebuild(searched)):
        schema_editor.execute(statement)


def remove(schema_editor, searched: SearchedTable) -> None:
    for statement in _BY_VENDOR[schema_editor.connection.vendor].remove(searched):
        schema_editor.execute(statement)


def rebuild(tables: Iterable[SearchedTable]) -> None:
    """Rebuild the indexes of tables, for example after one was repaired by hand."""
    with transaction.atomic(), connection.cursor() as cursor:
        for searched in tables:
            for statement in _BY_VENDOR[connection.vendor].rebuild(searched):
                cursor.execute(statement)
