"""The directory's searched tables."""

from cms.search.tables import SearchedTable

from .index_text import FIELDS, OPENING_FIELDS

ENTRIES = SearchedTable("directory_entrywords", "entry_id", FIELDS, "directory_search")
OPENINGS = SearchedTable("directory_publicopening", "id", OPENING_FIELDS, "directory_opening_search")
TABLES = (ENTRIES, OPENINGS)
