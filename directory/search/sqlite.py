"""The index on SQLite: an FTS5 table whose content stays in the searched table, kept in step by triggers.

FTS5's own ranking costs 20 µs for each match and so a second for a common word; asking once more for each
group of columns costs 2 ms.
"""

from ..key_lists import from_text
from .tables import SearchedTable
from .wishes import Wish, Word


def create(searched: SearchedTable) -> list[str]:
    columns, index = ", ".join(searched.fields), searched.index
    new, old = _row("new", searched), _row("old", searched)
    add = f"INSERT INTO {index} (rowid, {columns}) VALUES ({new});"  # noqa: S608
    take = f"INSERT INTO {index} ({index}, rowid, {columns}) VALUES ('delete', {old});"  # noqa: S608
    changes = ("add", "INSERT", add), ("take", "DELETE", take), ("change", "UPDATE", f"{take} {add}")
    return [
        # The words come folded: anything but ASCII signs between them is part of a word.
        f"CREATE VIRTUAL TABLE {index} USING fts5({columns}, content='{searched.table}',"
        f" content_rowid='{searched.key}', tokenize='ascii', detail='column')",
        *(
            f"CREATE TRIGGER {index}_{name} AFTER {change} ON {searched.table} BEGIN {statements} END"
            for name, change, statements in changes
        ),
    ]


def rebuild(searched: SearchedTable) -> list[str]:
    return [f"INSERT INTO {searched.index} ({searched.index}) VALUES ('rebuild')"]  # noqa: S608


def remove(searched: SearchedTable) -> list[str]:
    index = searched.index
    triggers = (f"DROP TRIGGER IF EXISTS {index}_{name}" for name in ("change", "take", "add"))
    return [*triggers, f"DROP TABLE IF EXISTS {index}"]


def found(searched: SearchedTable) -> str:
    """Return the query for the keys of the rows that fit."""
    return f"SELECT rowid FROM {_fitting(searched)}"  # noqa: S608


def found_at_once(searched: SearchedTable) -> str:
    """Return the query for the same as one value, for `read_keys`: a tenth of the time of a row for each."""
    return f"SELECT group_concat(rowid) FROM {_fitting(searched)}"  # noqa: S608


read_keys = from_text


def match(searched: SearchedTable, wish: Wish, depth: int) -> str:
    """Return what the queries ask for: all words, each in one of so many fields."""
    return f"{{{' '.join(searched.fields[:depth])}}} : ({' AND '.join(map(_match_word, wish.words))})"


def _fitting(searched: SearchedTable) -> str:
    return f"{searched.index} WHERE {searched.index} MATCH %s"


def _row(which: str, searched: SearchedTable) -> str:
    return ", ".join(f"{which}.{column}" for column in (searched.key, *searched.fields))


def _match_word(word: Word) -> str:
    ways = (" AND ".join(f'"{term.text}"{"*" * term.is_beginning}' for term in way) for way in word.ways)
    return f"({' OR '.join(f'({way})' for way in ways)})"
