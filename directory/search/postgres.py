"""The index on PostgreSQL: a GIN index over a narrow table of its own, kept in step by triggers.

The words are stemmed already, by the same code as for SQLite, so nothing of PostgreSQL's own languages is needed.
Each word is marked with the field in which it stands ("bchor"): so the index alone tells what the first fields have.
Asked for weights instead, PostgreSQL looks at each row that is found.
"""

from string import ascii_lowercase

from ..key_lists import from_bytes
from .tables import SearchedTable
from .wishes import Term, Wish, Word


def create(searched: SearchedTable) -> list[str]:
    """Return statements that make the table small, too, since each row that is found has to be visited for its key.

    PostgreSQL stores long texts beside their row, but only of a row that is longer than 2 KB: so the words end in
    spaces, which nearly vanish when they are packed. What is visited of 100,000 entries is 5 MB.

    The index has no list of what is still to be sorted in: after a few changes, each search would read all of that.
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
    """Return statements that write what differs. Whoever searches need not wait for it, whoever writes does."""
    table, index, key = searched.table, _table(searched), searched.key
    return [
        f"LOCK TABLE {table} IN SHARE MODE",
        f"DELETE FROM {index} WHERE key NOT IN (SELECT {key} FROM {table})",  # noqa: S608
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


def found(searched: SearchedTable) -> str:
    """Return the query for the keys of the rows that fit."""
    return f"SELECT key FROM {_fitting(searched)}"  # noqa: S608


def found_at_once(searched: SearchedTable) -> str:
    """Return the query for the same as one value, for `read_keys`: much faster than a row for each."""
    return f"SELECT string_agg(int8send(key), '') FROM {_fitting(searched)}"  # noqa: S608


read_keys = from_bytes


def match(searched: SearchedTable, wish: Wish, depth: int) -> str:
    """Return what the queries ask for: all words, each in one of so many fields."""
    marks = ascii_lowercase[:depth]
    return " & ".join(_match_word(word, marks) for word in wish.words)


def _fitting(searched: SearchedTable) -> str:
    return f"{_table(searched)} WHERE {_words(searched)} @@ %s::tsquery"


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
    """All words of a row with their marks; `row` names it."""
    marked = (
        f"'{mark}' || replace(nullif({row}{field}, ''), ' ', ' {mark}')"
        for mark, field in zip(ascii_lowercase, searched.fields, strict=False)
    )
    return f"concat_ws(' ', {', '.join(marked)}) || repeat(' ', 2100)"


def _rows(searched: SearchedTable) -> str:
    return f"SELECT {searched.key} AS key, {_marked(searched)} AS words FROM {searched.table}"  # noqa: S608


def _put(searched: SearchedTable, rows: str) -> str:
    index = _table(searched)
    return (
        f"INSERT INTO {index} (key, words) {rows}"  # noqa: S608
        f" ON CONFLICT (key) DO UPDATE SET words = excluded.words WHERE {index}.words <> excluded.words"
    )


def _functions(searched: SearchedTable) -> list[str]:
    """What the index sees of a row, and what keeps the table in step.

    The cost keeps PostgreSQL from taking the words of every row apart instead of asking the index. A function in
    SQL would be dissolved into its text, and its cost with it.
    """
    index, key = _table(searched), searched.key
    take_all, take = f"DELETE FROM {index}", f"DELETE FROM {index} WHERE key = OLD.{key}"  # noqa: S608
    put = _put(searched, f"VALUES (NEW.{key}, {_marked(searched, 'NEW.')})")
    return [
        f"CREATE FUNCTION {index}_vector(words text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE COST 1000"
        f" AS $$ BEGIN RETURN array_to_tsvector(string_to_array(rtrim(words), ' ')); END $$",
        f"CREATE FUNCTION {index}_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF TG_OP = 'TRUNCATE' THEN {take_all}; ELSIF TG_OP = 'DELETE' THEN {take}; ELSE {put}; END IF;"
        f" RETURN NULL; END $$",
    ]
