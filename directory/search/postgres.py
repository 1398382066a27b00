"""The index on PostgreSQL: generated `tsvector` columns in the searched table and a GIN index over all of them.

The words are stemmed already, by the same code as for SQLite, so the configuration is `simple`. A tsvector knows
four weights: further groups of fields, the lightest, have columns of their own.
"""

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
        f"CREATE INDEX {searched.index} ON {searched.table} USING gin (({_all(searched)}))",
    ]


def rebuild(searched: SearchedTable) -> list[str]:
    return [f"REINDEX INDEX {searched.index}"]


def remove(searched: SearchedTable) -> list[str]:
    dropped = (f"DROP COLUMN IF EXISTS {column}" for column in _columns(searched))
    return [f"DROP INDEX IF EXISTS {searched.index}", f"ALTER TABLE {searched.table} {', '.join(dropped)}"]


def found_sql(searched: SearchedTable, key: str, wish: Wish) -> tuple[str, list[str]]:
    """Return the condition that the row of this key has all words."""
    found = f"SELECT {searched.key} FROM {searched.table} WHERE ({_all(searched)}) @@ %s::tsquery"  # noqa: S608
    return f"{key} IN ({found})", [_query(wish)]


def relevance_sql(searched: SearchedTable, key: str, wish: Wish) -> tuple[str, list[str]]:
    """Return an expression: how many groups of fields are needed until all words are found, from 0."""
    weights = WEIGHTS[: len(searched.fields)]
    whens = ["WHEN heavy_vector @@ %s::tsquery THEN %s"] * len(weights)
    params: list = []
    for number in range(len(weights)):
        params += [_query(wish, weights[: number + 1]), number]
    columns = _columns(searched)
    for number in range(1, len(_light(searched))):
        whens.append(f"WHEN ({' || '.join(columns[: number + 1])}) @@ %s::tsquery THEN %s")
        params += [_query(wish), len(weights) + number - 1]
    case = f"CASE {' '.join(whens)} ELSE {len(searched.fields) - 1} END"
    return f"(SELECT {case} FROM {searched.table} searched WHERE searched.{searched.key} = {key})", params  # noqa: S608


def keys_sql(searched: SearchedTable, wish: Wish, depth: int) -> tuple[str, list[str]]:
    """Return the query for the keys of all rows that have all words in their first fields."""
    # The index holds all fields; what it finds is looked at more closely.
    conditions, params = [f"({_all(searched)}) @@ %s::tsquery"], [_query(wish)]
    if depth <= len(WEIGHTS) and depth < len(searched.fields):
        conditions.append("heavy_vector @@ %s::tsquery")
        params.append(_query(wish, WEIGHTS[:depth]))
    elif depth < len(searched.fields):
        conditions.append(f"({' || '.join(_columns(searched)[: depth - len(WEIGHTS) + 1])}) @@ %s::tsquery")
        params.append(_query(wish))
    where = " AND ".join(conditions)
    return f"SELECT string_agg({searched.key}::text, ',') FROM {searched.table} WHERE {where}", params  # noqa: S608


def _light(searched: SearchedTable) -> tuple[str, ...]:
    return searched.fields[len(WEIGHTS) :]


def _columns(searched: SearchedTable) -> list[str]:
    return ["heavy_vector", *(f"{field}_vector" for field in _light(searched))]


def _all(searched: SearchedTable) -> str:
    return " || ".join(_columns(searched))


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
