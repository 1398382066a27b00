"""The index on PostgreSQL: generated `tsvector` columns in the searched table and a GIN index over all of them.

The words are stemmed already, by the same code as for SQLite, so the configuration is `simple`. A tsvector knows
four weights: further groups of fields, the lightest, have columns of their own.
"""

from collections.abc import Callable

from .hits import Hits, read_keys
from .tables import SearchedTable
from .wishes import Wish, Word

WEIGHTS = "ABCD"


def create(searched: SearchedTable) -> list[str]:
    heavy = zip(searched.fields, WEIGHTS, strict=False)
    vectors = [
        " || ".join(f"setweight({_vector(field)}, '{weight}')" for field, weight in heavy),
        *map(_vector, _light(searched)),
    ]
    columns = zip(_columns(searched), vectors, strict=True)
    added = (f"ADD COLUMN {name} tsvector GENERATED ALWAYS AS ({vector}) STORED" for name, vector in columns)
    return [
        f"ALTER TABLE {searched.table} {', '.join(added)}",
        _function(searched),
        f"CREATE INDEX {searched.index} ON {searched.table} USING gin (({_all(searched)}))",
    ]


def rebuild(searched: SearchedTable) -> list[str]:
    return [f"REINDEX INDEX {searched.index}"]


def remove(searched: SearchedTable) -> list[str]:
    dropped = (f"DROP COLUMN IF EXISTS {column}" for column in _columns(searched))
    return [
        f"DROP INDEX IF EXISTS {searched.index}",
        f"ALTER TABLE {searched.table} {', '.join(dropped)}",
        f"DROP FUNCTION IF EXISTS {searched.index}_words",
    ]


def found_sql(searched: SearchedTable, key: str, wish: Wish) -> tuple[str, list[str]]:
    """Return the condition that the row of this key has all words."""
    found = f"SELECT {searched.key} FROM {searched.table} WHERE ({_all(searched)}) @@ %s::tsquery"  # noqa: S608
    return f"{key} IN ({found})", [_query(wish)]


def relevance_sql(searched: SearchedTable, key: str, wish: Wish) -> tuple[str, list[str]]:
    """Return an expression: how many groups of fields are needed until all words are found, from 0."""
    case, params = _fits(searched, wish)
    return f"(SELECT {case} FROM {searched.table} searched WHERE searched.{searched.key} = {key})", params  # noqa: S608


def find(searched: SearchedTable, wish: Wish, ask: Callable[[str, list], list[tuple]]) -> Hits:
    """Return what has all words. Each row that is found has to be visited, so it tells its group at once."""
    case, params = _fits(searched, wish)
    found = (
        f"SELECT {case} AS fits, string_agg({searched.key}::text, ',') FROM {searched.table}"  # noqa: S608
        f" WHERE ({_all(searched)}) @@ %s::tsquery GROUP BY fits ORDER BY fits"
    )
    # As texts they take a fifth of the memory, and somebody may keep them.
    groups = [keys for _group, keys in ask(found, [*params, _query(wish)])]
    return Hits(read_keys(",".join(groups)), lambda: map(read_keys, groups))


def _fits(searched: SearchedTable, wish: Wish) -> tuple[str, list]:
    weights = WEIGHTS[: len(searched.fields)]
    whens = ["WHEN heavy_vector @@ %s::tsquery THEN %s"] * len(weights)
    params: list = []
    for number in range(len(weights)):
        params += [_query(wish, weights[: number + 1]), number]
    columns = _columns(searched)
    for number in range(1, len(_light(searched))):
        whens.append(f"WHEN ({' || '.join(columns[: number + 1])}) @@ %s::tsquery THEN %s")
        params += [_query(wish), len(weights) + number - 1]
    return f"CASE {' '.join(whens)} ELSE {len(searched.fields) - 1} END", params


def _light(searched: SearchedTable) -> tuple[str, ...]:
    return searched.fields[len(WEIGHTS) :]


def _columns(searched: SearchedTable) -> list[str]:
    return ["heavy_vector", *(f"{field}_vector" for field in _light(searched))]


def _all(searched: SearchedTable) -> str:
    return f"{searched.index}_words({', '.join(_columns(searched))})"


def _function(searched: SearchedTable) -> str:
    """All words of a row, for the index. The cost keeps PostgreSQL from putting them together for every row.

    It takes joining vectors for free and, for a word that many rows have, would read the whole table instead of the
    index: half a second with 100,000 entries. A function in SQL would be dissolved into its text, and its cost with it;
    helpers in parallel take longer to start than one index scan.
    """
    columns = _columns(searched)
    arguments = ", ".join(f"{column} tsvector" for column in columns)
    return (
        f"CREATE OR REPLACE FUNCTION {searched.index}_words({arguments}) RETURNS tsvector LANGUAGE plpgsql"
        f" IMMUTABLE COST 1000 AS $$ BEGIN RETURN {' || '.join(columns)}; END $$"
    )


def _vector(field: str) -> str:
    return f"to_tsvector('simple', {field})"


def _query(wish: Wish, weights: str = "") -> str:
    return " & ".join(_query_word(word, weights) for word in wish.words)


def _query_word(word: Word, weights: str) -> str:
    ways = (
        " & ".join(f"'{term.text}':{'*' * term.is_beginning}{weights}".removesuffix(":") for term in way)
        for way in word.ways
    )
    return f"({' | '.join(f'({way})' for way in ways)})"
