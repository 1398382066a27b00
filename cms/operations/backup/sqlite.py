"""SQLite's online backup: consistent during concurrent writes, restored in one step."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

from .archive import BackupError
from .counting import FORGOTTEN, check_counts, own_tables, rows_per_table

NAME = "database.sqlite3"


def dump(target: Path) -> dict[str, int]:
    """Return how many rows the copy holds per table."""
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        for table in set(FORGOTTEN) & set(own_tables()):
            copy.execute(f'DELETE FROM "{table}"')  # noqa: S608, a constant
        copy.commit()
        # Deleted rows must not survive in free pages.
        copy.execute("VACUUM")
        return rows_per_table(own_tables(), _ask(copy))


def check(dump: Path, counts: dict[str, int]) -> None:
    with closing(sqlite3.connect(f"file:{dump}?mode=ro", uri=True)) as copy:
        copy.execute("PRAGMA trusted_schema=OFF")
        try:
            ((verdict,), *_more) = copy.execute("PRAGMA quick_check(1)").fetchall()
        except sqlite3.DatabaseError as error:
            raise BackupError("The backup's database is damaged.") from error
        if verdict != "ok":
            raise BackupError("The backup's database is damaged.")
        check_counts(counts, _ask(copy))


def load(dump: Path, counts: dict[str, int]) -> None:
    """Replace the database in one step, even while other processes have it open."""
    connection.ensure_connection()
    with closing(sqlite3.connect(dump)) as copy:
        copy.backup(connection.connection)


def _ask(copy: sqlite3.Connection):
    return lambda query: copy.execute(query).fetchone()[0]
