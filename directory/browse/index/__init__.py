"""The answers to filters and searches, from an index in memory.

Pages, files, APIs and the site's search ask `EntryResults` and `OpeningResults`, or the index itself for bare keys.
What a filter means stands in `choices` (flags) and in the facets of the records. The index knows numbers of rows
only; what stands in a row is read elsewhere.
"""

from .kept import directory_of, entry_index, keep, opening_index
from .results import EntryResults, OpeningResults

__all__ = ["EntryResults", "OpeningResults", "directory_of", "entry_index", "keep", "opening_index"]
