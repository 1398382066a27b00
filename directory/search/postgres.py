"""The index on PostgreSQL: a GIN index over an expression that reads the searched columns.

The words are stemmed already, by the same code as for SQLite, so nothing of PostgreSQL's own languages is needed.
Each word is marked with the field in which it stands ("bchor"): so the index alone tells what the first fields have.
Asked for weights instead, PostgreSQL looks at each row that is found.
"""

import sys
from array import array
from collections.abc import Sequence
from string import ascii_lowercase

from .tables import SearchedTable
from .wishes import Term, Wish, Word

PADDING = "search_padding"


def create(searched: SearchedTable) -> list[str]:
    """Return statements that also make the rows small, since each that is found has to be visited for its key.

    PostgreSQL stores long texts beside their row, but only of a row that is longer than 2 KB: so each gets spaces,
    which take 40 bytes once they are packed. What 100,000 entries then fill is an eighth.
    """
    alter = f"ALTER TABLE {searched.table}"
    return [
        f"{alter} SET (toast_tuple_target = 128)",
        f"{alter} ADD COLUMN {PADDING} text GENERATED ALWAYS AS (repeat(' ', 2100)) STORED",
        _function(searched),
        f"CREATE INDEX {searched.index} ON {searched.table} USING gin ({_words(searched)})",
    ]


def rebuild(searched: SearchedTable) -> list[str]:
    return [f"REINDEX INDEX {searched.index}"]


def remove(searched: SearchedTable) -> list[str]:
    return [
        f"DROP INDEX IF EXISTS {searched.index}",
        f"DROP FUNCTION IF EXISTS {searched.index}_words",
        f"ALTER TABLE {searched.table} DROP COLUMN IF EXISTS {PADDING}",
    ]


def found(searched: SearchedTable) -> str:
    """Return the query for the keys of the rows that fit."""
    return f"SELECT {searched.key} FROM {_fitting(searched)}"  # noqa: S608


def found_at_once(searched: SearchedTable) -> str:
    """Return the query for the same as one value, for `read_keys`: much faster than a row for each."""
    return f"SELECT string_agg(int8send({searched.key}), '') FROM {_fitting(searched)}"  # noqa: S608


def read_keys(value: bytes | None) -> Sequence[int]:
    keys = array("q", value or b"")
    if sys.byteorder == "little":
        keys.byteswap()
    return keys


def match(searched: SearchedTable, wish: Wish, depth: int) -> str:
    """Return what the queries ask for: all words, each in one of so many fields."""
    marks = ascii_lowercase[:depth]
    return " & ".join(_match_word(word, marks) for word in wish.words)


def _fitting(searched: SearchedTable) -> str:
    return f"{searched.table} WHERE {_words(searched)} @@ %s::tsquery"


def _match_word(word: Word, marks: str) -> str:
    ways = (" & ".join(_match_term(term, marks) for term in way) for way in word.ways)
    return f"({' | '.join(f'({way})' for way in ways)})"


def _match_term(term: Term, marks: str) -> str:
    anywhere = (f"'{mark}{term.text}'{':*' * term.is_beginning}" for mark in marks)
    return f"({' | '.join(anywhere)})"


def _words(searched: SearchedTable) -> str:
    return f"{searched.index}_words({', '.join(searched.fields)})"


def _function(searched: SearchedTable) -> str:
    """All marked words of a row.

    The cost keeps PostgreSQL from putting them together for every row instead of asking the index. A function in
    SQL would be dissolved into its text, and its cost with it.
    """
    arguments = ", ".join(f"{field} text" for field in searched.fields)
    marked = (
        f"'{mark}' || replace(nullif({field}, ''), ' ', ' {mark}')"
        for mark, field in zip(ascii_lowercase, searched.fields, strict=False)
    )
    return (
        f"CREATE FUNCTION {searched.index}_words({arguments}) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE COST 1000"
        f" AS $$ BEGIN RETURN array_to_tsvector(string_to_array(concat_ws(' ', {', '.join(marked)}), ' ')); END $$"
    )
