"""The difference between two states of all rows of a database."""

from dataclasses import dataclass

# By table: the rows by key.
Rows = dict[str, dict]


@dataclass(frozen=True)
class Difference:
    """By table: keys of deleted rows, and inserted rows; a changed row is in both."""

    gone: dict[str, list]
    new: dict[str, list]
    last_keys: list[tuple]

    @classmethod
    def between(cls, before: Rows, after: Rows, last_keys: list[tuple]) -> "Difference":
        gone, new = {}, {}
        for table, rows in after.items():
            old = before.get(table, {})
            gone[table] = [key for key, row in old.items() if rows.get(key) != row]
            new[table] = [row for key, row in rows.items() if old.get(key) != row]
        for table in before.keys() - after.keys():
            gone[table] = list(before[table])
        return cls(_filled(gone), _filled(new), last_keys)


def _filled(parts: dict[str, list]) -> dict[str, list]:
    return {table: rows for table, rows in parts.items() if rows}
