"""Full-text search on PostgreSQL: a GIN index on a narrow side table, kept up to date by triggers.

Words are already stemmed, by the same code as for SQLite, so PostgreSQL's dictionaries are not involved. Each word is
prefixed with a letter for its field ("bchor"), so that the index alone answers which fields match. PostgreSQL's own
weights would require a visit to every matching row.
"""

from string import ascii_lowercase

from .key_lists import from_bytes
from .query import Query, Term, Word
from .tables import SearchedTable


def create(searched: SearchedTable) -> list[str]:
    """Return statements that create the index.

    Each matching row of the side table is visited for its key, so rows must be small. PostgreSQL moves long texts out
    of line (TOAST) only for rows over 2 KB, so words are padded with spaces, which compress well. 5 MB remain to be
    visited for 100,000 entries.

    `fastupdate` is off, because every search would scan the pending list after a few changes.
    """
    table, index = searched.table, _table(searched)
    return [
        f"CREATE TABLE {index} WITH (toast_tuple_target = 128) AS {_rows(searched)}",
        f"ALTER TABLE {index} ADD PRIMARY KEY (key)",
        *_functions(searched),
        f"CREATE INDEX {index}_words ON {index} USING gin ({_words(searched)}) WITH (fastupdate = off)",
        f"CREATE TRIGGER {index}_change AFTER INSERT OR DELETE OR UPDATE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {index}_keep()",
        f"CREATE TRIGGER {index}_empty AFTER TRUNCATE ON {table} EXECUTE FUNCTION {index}_keep()",
    ]


def rebuild(searched: SearchedTable) -> list[str]:
    """Return statements that repair differences. They block writers, but not searches."""
    table, index, key = searched.table, _table(searched), searched.key
    return [
        f"LOCK TABLE {table} IN SHARE MODE",
        f"DELETE FROM {index} WHERE key NOT IN (SELECT {key} FROM {table})",
        _put(searched, _rows(searched)),
    ]


def remove(searched: SearchedTable) -> list[str]:
    index = _table(searched)
    triggers = (f"DROP TRIGGER IF EXISTS {index}_{name} ON {searched.table}" for name in ("change", "empty"))
    return [
        *triggers,
        f"DROP TABLE IF EXISTS {index}",
        f"DROP FUNCTION IF EXISTS {index}_keep()",
        f"DROP FUNCTION IF EXISTS {index}_vector(text)",
    ]


# SQL for the key of a row, and for all keys as one value for `read_keys`, much faster than one row per key.
KEY, ALL_KEYS = "key", "string_agg(int8send(key), '')"
read_keys = from_bytes


def select(what: str, searched: SearchedTable) -> str:
    """Return the query for the keys of matching rows; `what` is KEY or ALL_KEYS."""
    return f"SELECT {what} FROM {_table(searched)} WHERE {_words(searched)} @@ %s::tsquery"


def match(searched: SearchedTable, query: Query, depth: int) -> str:
    """Return the query's parameter: all words, each in one of the first `depth` fields."""
    marks = ascii_lowercase[:depth]
    return " & ".join(_match_word(word, marks) for word in query.words)


def _match_word(word: Word, marks: str) -> str:
    ways = (" & ".join(_match_term(term, marks) for term in way) for way in word.ways)
    return f"({' | '.join(f'({way})' for way in ways)})"


def _match_term(term: Term, marks: str) -> str:
    anywhere = (f"'{mark}{term.text}'{':*' * term.is_beginning}" for mark in marks)
    return f"({' | '.join(anywhere)})"


def _table(searched: SearchedTable) -> str:
    return f"{searched.index}_rows"


def _words(searched: SearchedTable) -> str:
    return f"{_table(searched)}_vector(words)"


def _marked(searched: SearchedTable, row: str = "") -> str:
    """SQL for all words of a row with their prefixes; `row` qualifies its columns."""
    marked = (
        f"'{mark}' || replace(nullif({row}{field}, ''), ' ', ' {mark}')"
        for mark, field in zip(ascii_lowercase, searched.fields, strict=False)
    )
    return f"concat_ws(' ', {', '.join(marked)}) || repeat(' ', 2100)"


def _rows(searched: SearchedTable) -> str:
    return f"SELECT {searched.key} AS key, {_marked(searched)} AS words FROM {searched.table}"


def _put(searched: SearchedTable, rows: str) -> str:
    index = _table(searched)
    return (
        f"INSERT INTO {index} (key, words) {rows}"
        f" ON CONFLICT (key) DO UPDATE SET words = excluded.words WHERE {index}.words <> excluded.words"
    )


def _functions(searched: SearchedTable) -> list[str]:
    """SQL functions for the indexed expression and the trigger.

    The cost makes the planner prefer the index over parsing every row. It would be lost in an SQL function, which
    PostgreSQL inlines, hence PL/pgSQL.
    """
    index, key = _table(searched), searched.key
    take_all, take = f"DELETE FROM {index}", f"DELETE FROM {index} WHERE key = OLD.{key}"
    put = _put(searched, f"VALUES (NEW.{key}, {_marked(searched, 'NEW.')})")
    return [
        f"CREATE FUNCTION {index}_vector(words text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE COST 1000"
        f" AS $$ BEGIN RETURN array_to_tsvector(string_to_array(rtrim(words), ' ')); END $$",
        f"CREATE FUNCTION {index}_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF TG_OP = 'TRUNCATE' THEN {take_all}; ELSIF TG_OP = 'DELETE' THEN {take}; ELSE {put}; END IF;"
        f" RETURN NULL; END $$",
    ]
