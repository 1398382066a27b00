"""The index on SQLite: an FTS5 table whose content stays in the table of `EntryWords`, kept in step by triggers.

FTS5's own ranking costs 20 µs for each match and so a second for a common word; asking once more for each
group of columns costs 2 ms.
"""

from .texts import FIELDS
from .wishes import Wish, Word

_COLUMNS = ", ".join(FIELDS)
_NEW = ", ".join(f"new.{field}" for field in FIELDS)
_OLD = ", ".join(f"old.{field}" for field in FIELDS)
_ADD = f"INSERT INTO directory_search (rowid, {_COLUMNS}) VALUES (new.entry_id, {_NEW});"  # noqa: S608
_TAKE = f"INSERT INTO directory_search (directory_search, rowid, {_COLUMNS}) VALUES ('delete', old.entry_id, {_OLD});"  # noqa: S608

# The words come folded: anything but ASCII signs between them is part of a word.
CREATE = (
    f"CREATE VIRTUAL TABLE directory_search USING fts5({_COLUMNS}, content='directory_entrywords',"
    " content_rowid='entry_id', tokenize='ascii', detail='column')",
    f"CREATE TRIGGER directory_search_add AFTER INSERT ON directory_entrywords BEGIN {_ADD} END",
    f"CREATE TRIGGER directory_search_take AFTER DELETE ON directory_entrywords BEGIN {_TAKE} END",
    f"CREATE TRIGGER directory_search_change AFTER UPDATE ON directory_entrywords BEGIN {_TAKE} {_ADD} END",
)
REBUILD = ("INSERT INTO directory_search (directory_search) VALUES ('rebuild')",)
CHECK = "INSERT INTO directory_search (directory_search, rank) VALUES ('integrity-check', 1)"
REMOVE = (
    "DROP TRIGGER IF EXISTS directory_search_change",
    "DROP TRIGGER IF EXISTS directory_search_take",
    "DROP TRIGGER IF EXISTS directory_search_add",
    "DROP TABLE IF EXISTS directory_search",
)

_FOUND = "SELECT rowid FROM directory_search WHERE directory_search MATCH %s"


def found_sql(key: str, wish: Wish) -> tuple[str, list[str]]:
    """Return the condition that the entry of this key has all words."""
    return f"{key} IN ({_FOUND})", [_match(wish)]


def relevance_sql(key: str, wish: Wish) -> tuple[str, list[str]]:
    """Return an expression: how many groups of fields are needed until all words are found, from 0."""
    whens, params = [], []
    for number in range(1, len(FIELDS)):
        whens.append(f"WHEN {key} IN ({_FOUND}) THEN {number - 1}")
        params.append(f"{{{' '.join(FIELDS[:number])}}} : ({_match(wish)})")
    return f"CASE {' '.join(whens)} ELSE {len(FIELDS) - 1} END", params


def _match(wish: Wish) -> str:
    return " AND ".join(map(_match_word, wish.words))


def _match_word(word: Word) -> str:
    ways = (" AND ".join(f'"{term.text}"{"*" * term.is_beginning}' for term in way) for way in word.ways)
    return f"({' OR '.join(f'({way})' for way in ways)})"
