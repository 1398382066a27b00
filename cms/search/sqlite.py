"""Full-text search on SQLite: an external-content FTS5 table, kept up to date by triggers.

FTS5's ranking takes 20 µs per match, a second for a common word. One more query per group of fields takes 2 ms.
"""

from .key_lists import from_text
from .query import Query, Word
from .tables import SearchedTable


def create(searched: SearchedTable) -> list[str]:
    columns, index = ", ".join(searched.fields), searched.index
    new, old = _row("new", searched), _row("old", searched)
    add = f"INSERT INTO {index} (rowid, {columns}) VALUES ({new});"
    take = f"INSERT INTO {index} ({index}, rowid, {columns}) VALUES ('delete', {old});"
    changes = ("add", "INSERT", add), ("take", "DELETE", take), ("change", "UPDATE", f"{take} {add}")
    return [
        # Words are folded already: any non-ASCII character between them is part of a word.
        f"CREATE VIRTUAL TABLE {index} USING fts5({columns}, content='{searched.table}',"
        f" content_rowid='{searched.key}', tokenize='ascii', detail='column')",
        *(
            f"CREATE TRIGGER {index}_{name} AFTER {change} ON {searched.table} BEGIN {statements} END"
            for name, change, statements in changes
        ),
    ]


def rebuild(searched: SearchedTable) -> list[str]:
    return [f"INSERT INTO {searched.index} ({searched.index}) VALUES ('rebuild')"]


def remove(searched: SearchedTable) -> list[str]:
    index = searched.index
    triggers = (f"DROP TRIGGER IF EXISTS {index}_{name}" for name in ("change", "take", "add"))
    return [*triggers, f"DROP TABLE IF EXISTS {index}"]


# SQL for the key of a row, and for all keys as one value for `read_keys`, ten times faster than one row per key.
KEY, ALL_KEYS = "rowid", "group_concat(rowid)"
read_keys = from_text


def select(what: str, searched: SearchedTable) -> str:
    """Return the query for the keys of matching rows; `what` is KEY or ALL_KEYS."""
    return f"SELECT {what} FROM {searched.index} WHERE {searched.index} MATCH %s"


def match(searched: SearchedTable, query: Query, depth: int) -> str:
    """Return the query's parameter: all words, each in one of the first `depth` fields."""
    return f"{{{' '.join(searched.fields[:depth])}}} : ({' AND '.join(map(_match_word, query.words))})"


def _row(which: str, searched: SearchedTable) -> str:
    return ", ".join(f"{which}.{column}" for column in (searched.key, *searched.fields))


def _match_word(word: Word) -> str:
    ways = (" AND ".join(f'"{term.text}"{"*" * term.is_beginning}' for term in way) for way in word.ways)
    return f"({' OR '.join(f'({way})' for way in ways)})"
