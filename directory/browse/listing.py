"""The lists of entries and of calls: a query for a text and one for the rows, however many there are."""

from collections.abc import Callable
from dataclasses import replace

from django.core.paginator import Paginator
from django.http import QueryDict
from wagtail.models import Site

from cms.search.guesses import as_written
from cms.searches.counting import count_in_vain
from cms.searches.everyday_words import notes_on

from ..publishing.terms import Terms, get_terms
from . import suggestions
from .facets import flag_options, groups_of
from .filters import Filters, OpeningFilters, chips
from .index import EntryResults, OpeningResults
from .list_item import add_tiles, entry_item
from .nearest import nearest_items
from .opening_item import opening_item
from .typed_filters import results_of

PER_PAGE = 20


def listing(directory, query: QueryDict, request=None) -> dict:
    """Return the template's context for what the visitor asked for."""
    site = Site.find_for_request(request) if request else None
    terms = get_terms(site)
    found = results_of(EntryResults, directory, Filters.from_query(query, terms), terms)
    count_in_vain(request, found.filters.text, found.lost_words)
    context = _context(found, terms, query, lambda entry: entry_item(entry, terms, request))
    add_tiles(context["rows"])
    guess = _guess_in_words(found, context["rows"], ("category", "name", "summary"))
    notes = notes_on(found.filters.text, site)
    return context | {
        "guess": guess,
        "nearest": [] if notes else nearest_items(found, found.all, len(found), terms, request),
        "notes": notes,
        "suggestions": {} if len(found) else suggestions.for_entries(found, terms),
        "openings_query": OpeningFilters.from_query(QueryDict(context["query"]), terms).as_query(terms),
    }


def opening_listing(directory, query: QueryDict, request=None) -> dict:
    """The same for calls for volunteers."""
    site = Site.find_for_request(request) if request else None
    terms = get_terms(site)
    found = results_of(OpeningResults, directory, OpeningFilters.from_query(query, terms), terms)
    count_in_vain(request, found.filters.text, found.lost_words)
    context = _context(found, terms, query, lambda opening: opening_item(opening, terms, request))
    return context | {
        "notes": notes_on(found.filters.text, site),
        "guess": _guess_in_words(found, context["rows"], ("title", "organisation", "task", "help")),
        "suggestions": {} if len(found) else suggestions.for_openings(found, terms),
        "entries_query": _entries_that_seek(context["query"], terms),
    }


def _entries_that_seek(query: str, terms: Terms) -> str:
    """Return the query of the directory for the same wishes."""
    filters = Filters.from_query(QueryDict(query), terms)
    return replace(filters, flags=filters.flags | {"help"}).as_query(terms)


def _context(found: EntryResults, terms: Terms, query: QueryDict, make_row: Callable[..., dict]) -> dict:
    filters = found.filters
    page = Paginator(found, PER_PAGE).get_page(query.get("seite"))
    return {
        "filters": filters,
        "total": len(found),
        "chips": chips(filters, terms),
        "orders": order_links(filters, terms),
        "groups": groups_of(found, terms),
        "flags": flag_options(found),
        "page_obj": page,
        "rows": [make_row(each) for each in page],
        "query": filters.as_query(terms),
        # The effective query, for the map and the downloads, which correct no typos.
        "selection": replace(filters, text=found.guess or filters.text).as_query(terms),
    }


def _guess_in_words(found: EntryResults, rows: list[dict], parts: tuple[str, ...]) -> str:
    texts = (row[part] for row in rows for part in parts if row[part])
    return as_written(found.guess, [found.filters.text, *texts]) if found.guess else ""


def order_links(filters: Filters, terms: Terms) -> list[dict]:
    """Return `{text, url, value, is_current}` of each way to arrange the list."""
    return [
        {
            "text": order.label,
            "url": "?" + filters.as_query(terms, order=order.name),
            "value": order.value,
            "is_current": order.name == filters.order,
        }
        for order in filters.possible_orders
    ]
