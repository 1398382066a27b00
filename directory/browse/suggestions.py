"""Suggestions if a list has no results."""

from ..publishing.terms import Terms
from .choices import options_of
from .index import EntryResults, OpeningResults

# Nobody reads more.
OFFERS = 6


def for_entries(found: EntryResults, terms: Terms) -> dict:
    """Return `fewer` filters with what they find, and `categories`."""
    return {"fewer": fewer_filters(found, terms), "categories": nearest_categories(found, terms)}


def for_openings(found: OpeningResults, terms: Terms) -> dict:
    """Return `fewer` filters with what they find, and the `help_types` of what the text alone finds."""
    near = _found_by_text(found, "help_type")
    return {"fewer": fewer_filters(found, terms), "help_types": _fullest(found, "help_type", near, terms)}


def fewer_filters(found: EntryResults, terms: Terms) -> list[dict]:
    """Return `{text, url, count}` for each single filter without which there are results.

    The offer that finds the most comes first. With one filter only there is none: everything is its own offer.
    """
    filters = found.filters
    chosen = filters.pairs(terms)[:OFFERS]
    if len(chosen) < 2:
        return []
    offers = []
    for parameter, value, label in chosen:
        fewer = filters.without(parameter, value, terms)
        offers.append({"text": label, "url": "?" + fewer.as_query(terms), "count": found.number_with(fewer)})
    return sorted((offer for offer in offers if offer["count"]), key=lambda offer: -offer["count"])


def nearest_categories(found: EntryResults, terms: Terms) -> list[dict]:
    """Return where the entries are that the text alone finds, else what stands beside a chosen category.

    Nothing else: what many clubs do is no answer to somebody who looked for something.
    """
    near = _found_by_text(found, "category") or _beside(found, terms)
    return _fullest(found, "category", near, terms)


def _found_by_text(found: EntryResults, kind: str) -> dict[int, int]:
    """Return {value: number of results} of what the text alone finds, if there is one."""
    if not found.filters.text:
        return {}
    sets = found.index.facets.get(kind, {})
    return {value: (found.found_by_text & members).bit_count() for value, members in sets.items()}


def _beside(found: EntryResults, terms: Terms) -> dict[int, int]:
    """Return {category: number of entries} of the fields above the chosen ones, and of the others below these."""
    chosen = found.filters.chosen.get("category", ())
    above = {terms.categories[key].parent for key in chosen if key in terms.categories} - {None}
    sets = found.index.facets.get("category", {})
    return {
        key: sets[key].bit_count()
        for key, label in terms.categories.items()
        if key in sets and key not in chosen and (key in above or label.parent in above)
    }


def _fullest(found: EntryResults, kind: str, near: dict[int, int], terms: Terms) -> list[dict]:
    """Return `{name, slug, count}` of those with the most; `count` is what the click finds: only this, without text."""
    sets, labels = found.index.facets.get(kind, {}), options_of(kind, terms)
    ranked = sorted((key for key in labels if near.get(key)), key=near.get, reverse=True)[:OFFERS]
    return [
        {"name": labels[key].name, "slug": labels[key].slug, "count": sets[key].bit_count()} for key in ranked
    ]
