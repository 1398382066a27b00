"""The lists of entries and of calls: a query for a text and one for the rows, however many there are."""

from collections.abc import Callable
from dataclasses import replace

from django.core.paginator import Paginator
from django.http import QueryDict
from wagtail.models import Site

from .entry_rows import entry_row
from .facets import flag_options, groups_of
from .filters import Filters, OpeningFilters, chips
from .found_entries import FoundEntries, FoundOpenings
from .opening_rows import opening_row
from .search.typos import as_written
from .terms import Terms, get_terms
from .ways_on import fewer_filters, fullest, nearest_categories

PER_PAGE = 20


def listing(directory, query: QueryDict, request=None) -> dict:
    """Return the template's context for what the visitor asked for."""
    terms = get_terms(Site.find_for_request(request) if request else None)
    found = FoundEntries(directory, Filters.from_query(query, terms))
    context = _context(found, terms, query, lambda entry: entry_row(entry, terms, request))
    guess = _guess_in_words(found, context["rows"], ("category", "name", "summary"))
    return context | {
        "guess": guess,
        "ways_on": {} if len(found) else ways_on(found, terms),
        "openings_query": OpeningFilters.from_query(QueryDict(context["query"]), terms).as_query(terms),
    }


def opening_listing(directory, query: QueryDict, request=None) -> dict:
    """The same for calls for volunteers."""
    terms = get_terms(Site.find_for_request(request) if request else None)
    found = FoundOpenings(directory, OpeningFilters.from_query(query, terms))
    context = _context(found, terms, query, lambda opening: opening_row(opening, terms, request))
    return context | {
        "guess": _guess_in_words(found, context["rows"], ("title", "organisation", "task", "help")),
        "ways_on": {} if len(found) else opening_ways_on(found, terms),
        "entries_query": _entries_that_seek(context["query"], terms),
    }


def _entries_that_seek(query: str, terms: Terms) -> str:
    """Return the query of the directory for the same wishes."""
    filters = Filters.from_query(QueryDict(query), terms)
    return replace(filters, flags=filters.flags | {"help"}).as_query(terms)


def _context(found: FoundEntries, terms: Terms, query: QueryDict, make_row: Callable[..., dict]) -> dict:
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
        # What is shown, for the map and the downloads, which do not guess.
        "selection": replace(filters, text=found.guess or filters.text).as_query(terms),
    }


def _guess_in_words(found: FoundEntries, rows: list[dict], parts: tuple[str, ...]) -> str:
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


def ways_on(found: FoundEntries, terms: Terms) -> dict:
    """Return what to offer when nothing fits: `fewer` filters with what they find, and `categories`."""
    return {"fewer": fewer_filters(found, terms), "categories": nearest_categories(found, terms)}


def opening_ways_on(found: FoundOpenings, terms: Terms) -> dict:
    """The same for calls: `fewer` filters, and the `help_types` with the most calls."""
    return {"fewer": fewer_filters(found, terms), "help_types": fullest(found, "help_type", terms)}
