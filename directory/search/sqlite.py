"""The index on SQLite: an FTS5 table whose content stays in the searched table, kept in step by triggers.

FTS5's own ranking costs 20 µs for each match and so a second for a common word; asking once more for each
group of columns costs 2 ms.
"""

from collections.abc import Callable

from .hits import Hits, read_keys
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


def found_sql(searched: SearchedTable, key: str, wish: Wish) -> tuple[str, list[str]]:
    """Return the condition that the row of this key has all words."""
    return f"{key} IN ({_found(searched)})", [_match(wish)]


def relevance_sql(searched: SearchedTable, key: str, wish: Wish) -> tuple[str, list[str]]:
    """Return an expression: how many groups of fields are needed until all words are found, from 0."""
    whens, params = [], []
    for number in range(1, len(searched.fields)):
        whens.append(f"WHEN {key} IN ({_found(searched)}) THEN {number - 1}")
        params.append(_match_within(searched.fields[:number], wish))
    return f"CASE {' '.join(whens)} ELSE {len(searched.fields) - 1} END", params


def find(searched: SearchedTable, wish: Wish, ask: Callable[[str, list], list[tuple]]) -> Hits:
    """Return what has all words. Each group of fields is a query of its own, made when somebody wants to see it."""
    sql = f"SELECT group_concat(rowid) FROM {searched.index} WHERE {searched.index} MATCH %s"  # noqa: S608

    def keys_within(depth: int) -> list[int]:
        ((keys,),) = ask(sql, [_match_within(searched.fields[:depth], wish)])
        return read_keys(keys)

    most = len(searched.fields)
    return Hits(keys_within(most), lambda: map(keys_within, range(1, most)))


def _row(which: str, searched: SearchedTable) -> str:
    return ", ".join(f"{which}.{column}" for column in (searched.key, *searched.fields))


def _found(searched: SearchedTable) -> str:
    return f"SELECT rowid FROM {searched.index} WHERE {searched.index} MATCH %s"  # noqa: S608


def _match_within(fields: tuple[str, ...], wish: Wish) -> str:
    return f"{{{' '.join(fields)}}} : ({_match(wish)})"


def _match(wish: Wish) -> str:
    return " AND ".join(map(_match_word, wish.words))


def _match_word(word: Word) -> str:
    ways = (" AND ".join(f'"{term.text}"{"*" * term.is_beginning}' for term in way) for way in word.ways)
    return f"({' OR '.join(f'({way})' for way in ways)})"
