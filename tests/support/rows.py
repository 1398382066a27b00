"""All rows of an SQLite database, and what differs between two states of it."""

from dataclasses import dataclass
from functools import cache

Rows = dict[str, dict[int, tuple]]


@dataclass(frozen=True)
class Difference:
    """By table: the numbers of the rows that went, the rows that came; a changed one did both."""

    gone: dict[str, list[int]]
    new: dict[str, list[tuple]]
    last_keys: list[tuple]

    @classmethod
    def between(cls, before: Rows, after: Rows, last_keys: list[tuple]) -> "Difference":
        gone, new = {}, {}
        for table, rows in after.items():
            old = before[table]
            gone[table] = [number for number, row in old.items() if rows.get(number) != row]
            new[table] = [row for number, row in rows.items() if old.get(number) != row]
        return cls(_filled(gone), _filled(new), last_keys)

    def write(self, database) -> None:
        for table, numbers in self.gone.items():
            database.executemany(f'DELETE FROM "{table}" WHERE rowid = ?', [(each,) for each in numbers])
        for table, rows in self.new.items():
            names, marks = ", ".join(_columns(database, table)), ", ".join("?" * len(rows[0]))
            database.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)
        database.execute("DELETE FROM sqlite_sequence")
        database.executemany("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", self.last_keys)


def last_keys(database) -> list[tuple]:
    """The last key that each table has given, also to a row that is gone."""
    return database.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name").fetchall()


def all_rows(database) -> Rows:
    return {table: _rows_of(database, table) for table in _tables(database)}


def _rows_of(database, table: str) -> dict[int, tuple]:
    # With the sign before it, a column has no type, and Django's converters leave its value alone.
    values = ", ".join(f"+{name}" for name in _columns(database, table))
    return {row[0]: row for row in database.execute(f'SELECT {values} FROM "{table}"')}


@cache
def _tables(database) -> list[str]:
    """All tables without full-text indexes, which triggers keep in step."""
    found = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    left_out = "sqlite_", *(f"{name}_" for name, sql in found if sql.startswith("CREATE VIRTUAL"))
    return [name for name, _sql in found if not f"{name}_".startswith(left_out)]


@cache
def _columns(database, table: str) -> list[str]:
    """The row's number first, then the columns, without those that the database works out."""
    columns = database.execute(f'PRAGMA table_xinfo("{table}")').fetchall()
    # A key of this type is the row's number itself.
    number = next(
        (name for _, name, kind, _, _, key, _ in columns if key and kind.upper() == "INTEGER"), "rowid"
    )
    others = (name for _, name, _, _, _, _, hidden in columns if not hidden and name != number)
    return [f'"{name}"' for name in (number, *others)]


def _filled(parts: dict[str, list]) -> dict[str, list]:
    return {table: rows for table, rows in parts.items() if rows}
