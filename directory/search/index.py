"""Asks the index of whichever database there is. `wish` has at least one word."""

from django.db import connection
from django.db.models import BooleanField, Func, IntegerField

from . import postgres, sqlite
from .wishes import Wish

_BY_VENDOR = {"sqlite": sqlite, "postgresql": postgres}


class _Asked(Func):
    """An expression over the key of an entry, written by the module of the database."""

    arity = 1

    def __init__(self, key, wish: Wish, **extra):
        super().__init__(key, **extra)
        self.wish = wish

    def as_sql(self, compiler, connection, **context):
        key, key_params = compiler.compile(self.source_expressions[0])
        write = getattr(_BY_VENDOR[connection.vendor], self.written_by)
        sql, params = write(key, self.wish)
        return sql, [*key_params, *params]


class IsFound(_Asked):
    """Whether an entry has all the words."""

    written_by = "found_sql"
    output_field = BooleanField()


class Relevance(_Asked):
    """The smaller, the better: in which of the fields, from the name on, all the words were found."""

    written_by = "relevance_sql"
    output_field = IntegerField()


def install(schema_editor) -> None:
    """Add to the table of `EntryWords` what its database needs for searching, and fill it."""
    vendor = _BY_VENDOR[schema_editor.connection.vendor]
    for statement in (*vendor.CREATE, *vendor.REBUILD):
        schema_editor.execute(statement)


def remove(schema_editor) -> None:
    for statement in _BY_VENDOR[schema_editor.connection.vendor].REMOVE:
        schema_editor.execute(statement)


def rebuild() -> None:
    """Make the index anew from `EntryWords`; for when a table was copied or repaired by hand."""
    with connection.cursor() as cursor:
        for statement in _BY_VENDOR[connection.vendor].REBUILD:
            cursor.execute(statement)
