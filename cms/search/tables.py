from dataclasses import dataclass


@dataclass(frozen=True)
class SearchedTable:
    """A table whose `fields` are words, the most important first.

    `index` is the name of the full-text index beside it, `key` the column that identifies a row.
    """

    table: str
    key: str
    fields: tuple[str, ...]
    index: str
