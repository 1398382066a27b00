"""All rows of an SQLite database."""

from functools import cache

from .rows import Difference, Rows


def changes_at_first(database) -> int:
    return database.total_changes if database else 0


def changes(database) -> int:
    """How many rows this connection has ever written, including those rolled back."""
    return database.total_changes


def write(difference: Difference, database) -> None:
    for table, numbers in difference.gone.items():
        database.executemany(f'DELETE FROM "{table}" WHERE rowid = ?', [(each,) for each in numbers])
    for table, rows in difference.new.items():
        names, marks = ", ".join(_columns(database, table)), ", ".join("?" * len(rows[0]))
        database.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)
    database.execute("DELETE FROM sqlite_sequence")
    database.executemany("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", difference.last_keys)


def last_keys(database) -> list[tuple]:
    """The last key that each table has given, even if the row is gone."""
    return database.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name").fetchall()


def all_rows(database) -> Rows:
    return {table: _rows_of(database, table) for table in _tables(database)}


def _rows_of(database, table: str) -> dict[int, tuple]:
    # The unary plus removes the column's type, so that Django's converters leave the value alone.
    values = ", ".join(f"+{name}" for name in _columns(database, table))
    return {row[0]: row for row in database.execute(f'SELECT {values} FROM "{table}"')}


@cache
def _tables(database) -> list[str]:
    """All tables except the full-text indexes, which triggers maintain."""
    found = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    left_out = "sqlite_", *(f"{name}_" for name, sql in found if sql.startswith("CREATE VIRTUAL"))
    return [name for name, _sql in found if not f"{name}_".startswith(left_out)]


@cache
def _columns(database, table: str) -> list[str]:
    """The rowid first, then the columns that are not generated."""
    columns = database.execute(f'PRAGMA table_xinfo("{table}")').fetchall()
    # A primary key of this type is the rowid itself.
    number = next(
        (name for _, name, kind, _, _, key, _ in columns if key and kind.upper() == "INTEGER"), "rowid"
    )
    others = (name for _, name, _, _, _, _, hidden in columns if not hidden and name != number)
    return [f'"{name}"' for name in (number, *others)]
