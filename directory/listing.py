"""The directory's list: a query for a text and one for the rows, however many entries there are."""

from django.core.paginator import Paginator
from django.http import QueryDict

from .entry_rows import entry_row
from .facets import flag_options, groups_of
from .filters import Filters, chips
from .found_entries import FoundEntries
from .teasers import finder_options
from .terms import get_terms

PER_PAGE = 20


def listing(directory, query: QueryDict, request=None) -> dict:
    """Return the template's context for what the visitor asked for."""
    terms = get_terms()
    filters = Filters.from_query(query, terms)
    found = FoundEntries(directory, filters)
    total = len(found)
    page = Paginator(found, PER_PAGE).get_page(query.get("seite"))
    return {
        "filters": filters,
        "total": total,
        "chips": chips(filters, terms),
        "groups": groups_of(found, terms),
        "flags": flag_options(found),
        "page_obj": page,
        "rows": [entry_row(entry, terms, request) for entry in page],
        "query": filters.as_query(terms),
        "suggestions": [] if total else finder_options()["categories"][:8],
    }
