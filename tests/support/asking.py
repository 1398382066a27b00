"""Query an installation's database directly, since starting Django takes seconds."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime


def connect(url: str):
    if url.startswith("sqlite"):
        return sqlite3.connect(url.removeprefix("sqlite:///"), timeout=20)
    import psycopg

    return psycopg.connect(url)


def ask(url: str, query: str, values: Iterable = ()) -> list[tuple]:
    """Return the rows, or commit a change and return none; `?` stands for a value."""
    with closing(connect(url)) as connection, connection:
        found = connection.execute(*_in_its_words(url, query, values))
        return found.fetchall() if found.description else []


def _in_its_words(url: str, query: str, values: Iterable) -> tuple[str, tuple]:
    if url.startswith("sqlite"):
        return query, tuple(map(_as_sqlite_stores_it, values))
    return query.replace("%", "%%").replace("?", "%s"), tuple(values)


def _as_sqlite_stores_it(value):
    return value.replace(tzinfo=None).isoformat(" ") if isinstance(value, datetime) else value
