"""The directory's list: at most three queries, however many entries there are."""

from django.core.paginator import Paginator
from django.http import QueryDict

from .entry_rows import entry_row
from .facets import flag_options, groups_of, totals_of
from .filters import Filters, chips, entries_of
from .teasers import finder_options
from .terms import get_terms

PER_PAGE = 20


class CountedPaginator(Paginator):
    """A paginator that has been told how many there are."""

    def __init__(self, entries, total: int):
        super().__init__(entries, PER_PAGE)
        self.count = total


def listing(directory, query: QueryDict, request=None) -> dict:
    """Return the template's context for what the visitor asked for."""
    terms = get_terms()
    filters = Filters.from_query(query, terms)
    entries = entries_of(directory)
    found = filters.apply_to(entries)
    totals = totals_of(found)
    page = CountedPaginator(found.with_address(), totals["total"]).get_page(query.get("seite"))
    return {
        "filters": filters,
        "total": totals["total"],
        "chips": chips(filters, terms),
        "groups": groups_of(entries, filters, terms),
        "flags": flag_options(filters, totals),
        "page_obj": page,
        "rows": [entry_row(entry, terms, request) for entry in page],
        "query": filters.as_query(terms),
        "suggestions": [] if totals["total"] else finder_options()["categories"][:8],
    }
