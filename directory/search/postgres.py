"""The index on PostgreSQL: generated `tsvector` columns beside `EntryWords` and a GIN index over all of them.

The words are stemmed already, by the same code as for SQLite, so the configuration is `simple`. A tsvector knows
four weights and we have six groups of fields: the two lightest have columns of their own.
"""

from .texts import FIELDS
from .wishes import Wish, Word

_WEIGHTS = dict(zip(FIELDS, "ABCD", strict=False))
_HEAVY = " || ".join(
    f"setweight(to_tsvector('simple', {field}), '{weight}')" for field, weight in _WEIGHTS.items()
)
_LIGHT = FIELDS[len(_WEIGHTS) :]
_VECTORS = ("heavy_vector", *(f"{field}_vector" for field in _LIGHT))
_ALL = " || ".join(_VECTORS)

CREATE = (
    "ALTER TABLE directory_entrywords"
    f" ADD COLUMN heavy_vector tsvector GENERATED ALWAYS AS ({_HEAVY}) STORED, "
    + ", ".join(
        f"ADD COLUMN {field}_vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', {field})) STORED"
        for field in _LIGHT
    ),
    f"CREATE INDEX directory_search ON directory_entrywords USING gin (({_ALL}))",
)
REBUILD = ("REINDEX INDEX directory_search",)
REMOVE = (
    "DROP INDEX IF EXISTS directory_search",
    "ALTER TABLE directory_entrywords " + ", ".join(f"DROP COLUMN IF EXISTS {vector}" for vector in _VECTORS),
)


def found_sql(key: str, wish: Wish) -> tuple[str, list[str]]:
    """Return the condition that the entry of this key has all words."""
    found = f"SELECT entry_id FROM directory_entrywords WHERE ({_ALL}) @@ %s::tsquery"  # noqa: S608
    return f"{key} IN ({found})", [_query(wish)]


def relevance_sql(key: str, wish: Wish) -> tuple[str, list[str]]:
    """Return an expression: how many groups of fields are needed until all words are found, from 0."""
    weights = "".join(_WEIGHTS.values())
    whens = ["WHEN heavy_vector @@ %s::tsquery THEN %s"] * len(weights)
    params: list = []
    for number in range(len(weights)):
        params += [_query(wish, weights[: number + 1]), number]
    for number in range(1, len(_LIGHT)):
        vectors = " || ".join(_VECTORS[: number + 1])
        whens.append(f"WHEN ({vectors}) @@ %s::tsquery THEN %s")
        params += [_query(wish), len(weights) + number - 1]
    case = f"CASE {' '.join(whens)} ELSE {len(FIELDS) - 1} END"
    return f"(SELECT {case} FROM directory_entrywords WHERE entry_id = {key})", params  # noqa: S608


def _query(wish: Wish, weights: str = "") -> str:
    return " & ".join(_query_word(word, weights) for word in wish.words)


def _query_word(word: Word, weights: str) -> str:
    ways = (
        " & ".join(f"'{term.text}':{'*' * term.is_beginning}{weights}".removesuffix(":") for term in way)
        for way in word.ways
    )
    return f"({' | '.join(f'({way})' for way in ways)})"
