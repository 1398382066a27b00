"""What to offer when nothing fits."""

from django.db.models import Count, Value

from .filters import Filters
from .terms import Terms

# So many offers are counted and shown; nobody reads more.
OFFERS = 6
NEAREST = 8


def fewer_filters(entries, filters: Filters, terms: Terms) -> list[dict]:
    """Return `{text, url, count}` for each single filter without which there are results. One query.

    The offer that finds the most comes first. With one filter only there is none: everything is its own offer.
    """
    chosen = filters.pairs(terms)[:OFFERS]
    if len(chosen) < 2:
        return []
    fewer = [filters.without(parameter, value, terms) for parameter, value, _label in chosen]
    counts = _counts_of(entries, fewer)
    offers = [
        {"text": label, "url": "?" + fewer[number].as_query(terms), "count": counts[number]}
        for number, (_parameter, _value, label) in enumerate(chosen)
        if counts.get(number)
    ]
    return sorted(offers, key=lambda offer: -offer["count"])


def nearest_categories(found, terms: Terms) -> list[dict]:
    """Return `{name, slug, count}`: where the entries are that the text alone finds, else the fullest ones.

    `count` is what the click finds: the category without text and filters. `found` are `FoundEntries`.
    """
    sets = found.sets.facets.get("category", {})
    near = {key: (found.found_by_text & members).bit_count() for key, members in sets.items()}
    if not any(near.values()):
        near = {key: members.bit_count() for key, members in sets.items()}
    fullest = sorted((key for key in terms.categories if near.get(key)), key=near.get, reverse=True)
    return [
        {"name": label.name, "slug": label.slug, "count": sets[label.key].bit_count()}
        for label in map(terms.categories.get, fullest[:NEAREST])
    ]


def _counts_of(entries, several: list[Filters]) -> dict[int, int]:
    """Return how many entries each of these filters finds, by its position; nothing for those without any."""
    first, *others = [
        filters.apply_to(entries)
        .order_by()
        .values("locale_id")
        .annotate(offer=Value(number), number=Count("pk"))
        for number, filters in enumerate(several)
    ]
    counts: dict[int, int] = {}
    for row in first.union(*others, all=True):
        counts[row["offer"]] = counts.get(row["offer"], 0) + row["number"]
    return counts
