"""The tables that are looked through; each has its words in columns, the weightiest first."""

from dataclasses import dataclass

from .texts import FIELDS, OPENING_FIELDS


@dataclass(frozen=True)
class SearchedTable:
    """`index` is the name of the full-text index beside the table, `key` the column that names a row."""

    table: str
    key: str
    fields: tuple[str, ...]
    index: str


ENTRIES = SearchedTable("directory_entrywords", "entry_id", FIELDS, "directory_search")
OPENINGS = SearchedTable("directory_publicopening", "id", OPENING_FIELDS, "directory_opening_search")
TABLES = (ENTRIES, OPENINGS)
