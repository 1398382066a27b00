"""Asks the index of whichever database there is. `wish` has at least one word."""

from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import BooleanField, Func, IntegerField

from . import postgres, sqlite
from .hits import NOTHING, Hits
from .tables import TABLES, SearchedTable
from .wishes import Wish, read_wish

_BY_VENDOR = {"sqlite": sqlite, "postgresql": postgres}


class _Asked(Func):
    """An expression over the key of a row."""

    arity = 1

    def __init__(self, key, searched: SearchedTable, wish: Wish, **extra):
        super().__init__(key, **extra)
        self.searched, self.wish = searched, wish

    def _is_found_in(self, depth: int, compiler, connection) -> tuple[str, list]:
        """Return the condition that so many fields, from the first on, have all the words."""
        vendor = _BY_VENDOR[connection.vendor]
        key, params = compiler.compile(self.source_expressions[0])
        match = vendor.match(self.searched, self.wish, depth)
        return f"{key} IN ({vendor.found(self.searched)})", [*params, match]


class IsFound(_Asked):
    """Whether a row has all the words."""

    output_field = BooleanField()

    def as_sql(self, compiler, connection, **context):
        return self._is_found_in(len(self.searched.fields), compiler, connection)


class Relevance(_Asked):
    """The smaller, the better: in which of the fields, from the first on, all the words were found."""

    output_field = IntegerField()

    def as_sql(self, compiler, connection, **context):
        most = len(self.searched.fields)
        tests = [self._is_found_in(depth, compiler, connection) for depth in range(1, most)]
        whens = " ".join(f"WHEN {test} THEN {number}" for number, (test, _params) in enumerate(tests))
        return f"CASE {whens} ELSE {most - 1} END", [each for _test, params in tests for each in params]


def hits_of(searched: SearchedTable, text: str) -> Hits:
    """Return the keys of the rows that have every word of the text. The index alone is asked.

    Each group of fields is a query of its own, made when somebody wants to see it.
    """
    wish = read_wish(text)
    if not wish.words:
        return NOTHING
    most = len(searched.fields)
    return Hits(
        _keys_in(most, searched, wish),
        lambda: (_keys_in(depth, searched, wish) for depth in range(1, most)),
    )


def _keys_in(depth: int, searched: SearchedTable, wish: Wish) -> Sequence[int]:
    vendor = _BY_VENDOR[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(vendor.found_at_once(searched), [vendor.match(searched, wish, depth)])
        ((keys,),) = cursor.fetchall()
    return vendor.read_keys(keys)


def install(schema_editor, searched: SearchedTable) -> None:
    """Add to a table what its database needs for searching, and fill it."""
    vendor = _BY_VENDOR[schema_editor.connection.vendor]
    for statement in (*vendor.create(searched), *vendor.rebuild(searched)):
        schema_editor.execute(statement)


def remove(schema_editor, searched: SearchedTable) -> None:
    for statement in _BY_VENDOR[schema_editor.connection.vendor].remove(searched):
        schema_editor.execute(statement)


def rebuild() -> None:
    """Make the indexes anew from their tables; for when a table was copied or repaired by hand."""
    with transaction.atomic(), connection.cursor() as cursor:
        for searched in TABLES:
            for statement in _BY_VENDOR[connection.vendor].rebuild(searched):
                cursor.execute(statement)
