"""Asks the index of whichever database there is. `wish` has at least one word."""

from django.db import connection
from django.db.models import BooleanField, Func, IntegerField

from . import postgres, sqlite
from .hits import NOTHING, Hits
from .tables import TABLES, SearchedTable
from .wishes import Wish, read_wish

_BY_VENDOR = {"sqlite": sqlite, "postgresql": postgres}


class _Asked(Func):
    """An expression over the key of a row, written by the module of the database."""

    arity = 1

    def __init__(self, key, searched: SearchedTable, wish: Wish, **extra):
        super().__init__(key, **extra)
        self.searched, self.wish = searched, wish

    def as_sql(self, compiler, connection, **context):
        key, key_params = compiler.compile(self.source_expressions[0])
        write = getattr(_BY_VENDOR[connection.vendor], self.written_by)
        sql, params = write(self.searched, key, self.wish)
        return sql, [*key_params, *params]


class IsFound(_Asked):
    """Whether a row has all the words."""

    written_by = "found_sql"
    output_field = BooleanField()


class Relevance(_Asked):
    """The smaller, the better: in which of the fields, from the first on, all the words were found."""

    written_by = "relevance_sql"
    output_field = IntegerField()


def hits_of(searched: SearchedTable, text: str) -> Hits:
    """Return the keys of the rows that have every word of the text. The index alone is asked."""
    wish = read_wish(text)
    return _BY_VENDOR[connection.vendor].find(searched, wish, _ask) if wish.words else NOTHING


def _ask(sql: str, params: list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


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
    with connection.cursor() as cursor:
        for searched in TABLES:
            for statement in _BY_VENDOR[connection.vendor].rebuild(searched):
                cursor.execute(statement)
