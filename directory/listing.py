"""The directory's list: a query for a text and one for the rows, however many entries there are."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import QueryDict

from .entry_rows import entry_row
from .facets import flag_options, groups_of
from .filters import Filters, chips, entries_of
from .found_entries import FoundEntries
from .search.typos import as_written
from .terms import Terms, get_terms
from .ways_on import fewer_filters, nearest_categories

PER_PAGE = 20


def listing(directory, query: QueryDict, request=None) -> dict:
    """Return the template's context for what the visitor asked for."""
    terms = get_terms()
    filters = Filters.from_query(query, terms)
    found = FoundEntries(directory, filters)
    total = len(found)
    page = Paginator(found, PER_PAGE).get_page(query.get("seite"))
    rows = [entry_row(entry, terms, request) for entry in page]
    return {
        "filters": filters,
        "total": total,
        "chips": chips(filters, terms),
        "orders": order_links(filters, terms),
        "groups": groups_of(found, terms),
        "flags": flag_options(found),
        "page_obj": page,
        "rows": rows,
        "guess": _guess_in_words(found, rows),
        "query": filters.as_query(terms),
        # What is shown, for the map and the downloads, which do not guess.
        "selection": replace(filters, text=found.guess or filters.text).as_query(terms),
        "ways_on": {} if total else ways_on(found, terms),
    }


def _guess_in_words(found: FoundEntries, rows: list[dict]) -> str:
    texts = (row[part] for row in rows for part in ("category", "name", "summary") if row[part])
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
    return {
        "fewer": fewer_filters(entries_of(found.directory), found.filters, terms),
        "categories": nearest_categories(found, terms),
    }
