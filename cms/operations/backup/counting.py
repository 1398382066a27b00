"""Rows per table, to verify that a database was restored completely."""

from collections.abc import Callable, Iterable

from django.db import connection

from .archive import BackupError

# A backup that falls into the wrong hands must not let anybody continue a session.
FORGOTTEN = ("django_session", "usersessions_usersession")


def own_tables() -> list[str]:
    """Return the tables of the models and the table of applied migrations."""
    return sorted({*connection.introspection.django_table_names(only_existing=True), "django_migrations"})


def rows_per_table(tables: Iterable[str], ask: Callable[[str], int]) -> dict[str, int]:
    return {
        table: ask(f"SELECT COUNT(*) FROM {_quoted(table)}")  # noqa: S608, quoted
        for table in tables
        if table not in FORGOTTEN
    }


def check_counts(counts: dict[str, int], ask: Callable[[str], int]) -> None:
    """Raise BackupError unless each table has as many rows as the manifest says."""
    try:
        found = rows_per_table(counts, ask)
    except Exception as error:
        raise BackupError("The backup's database lacks a table that its manifest names.") from error
    differing = [table for table in counts if found.get(table) != counts[table]]
    if differing:
        raise BackupError(f"The backup's database has not as many rows as it should: {', '.join(differing)}.")


def _quoted(table: str) -> str:
    return '"' + table.replace('"', '""') + '"'
