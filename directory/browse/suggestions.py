"""Suggestions if a list has no results."""

from ..publishing.terms import Terms
from .choices import options_of
from .index import EntryResults, OpeningResults

# Nobody reads more.
OFFERS = 6
NEAREST = 8


def for_entries(found: EntryResults, terms: Terms) -> dict:
    """Return `fewer` filters with what they find, and `categories`."""
    return {"fewer": fewer_filters(found, terms), "categories": nearest_categories(found, terms)}


def for_openings(found: OpeningResults, terms: Terms) -> dict:
    """Return `fewer` filters with what they find, and the `help_types` with the most calls."""
    return {"fewer": fewer_filters(found, terms), "help_types": fullest(found, "help_type", terms)}


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


def fullest(found: EntryResults, kind: str, terms: Terms) -> list[dict]:
    """Return `{name, slug, count}` of a group's options with the most results on their own."""
    counts = {value: rows.bit_count() for value, rows in found.index.facets.get(kind, {}).items()}
    labels = [(counts[value], label) for value, label in options_of(kind, terms).items() if counts.get(value)]
    ranked = sorted(labels, key=lambda pair: -pair[0])[:OFFERS]
    return [{"name": label.name, "slug": label.slug, "count": count} for count, label in ranked]


def nearest_categories(found: EntryResults, terms: Terms) -> list[dict]:
    """Return `{name, slug, count}`: where the entries are that the text alone finds, else the fullest ones.

    `count` is what the click finds: the category without text and filters.
    """
    sets = found.index.facets.get("category", {})
    near = {key: (found.found_by_text & members).bit_count() for key, members in sets.items()}
    if not any(near.values()):
        near = {key: members.bit_count() for key, members in sets.items()}
    fullest = sorted((key for key in terms.categories if near.get(key)), key=near.get, reverse=True)
    return [
        {"name": label.name, "slug": label.slug, "count": sets[label.key].bit_count()}
        for label in map(terms.categories.get, fullest[:NEAREST])
    ]
