"""Teasers of the directory on other pages."""

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import get_language

from cms.caching.content_version import cached

from ..domain.dates import ASSURED_FOR
from ..models import EntryFacet, PublicEntry, PublicOpening
from ..models.public_entry import directories_of
from ..publishing.terms import get_terms
from .list_item import entry_item
from .opening_item import opening_item


def newest_entries(site, count: int = 3, request=None) -> list[dict]:
    """Return the newest public entries in the active language as plain dicts (see `entry_item`). One query.

    What nobody has confirmed for a year is no news, unless there is nothing else: then two queries.
    """
    entries = PublicEntry.objects.visible_in(site, language=get_language()).with_address()
    entries = entries.order_by("-first_published_at", "-pk")
    newest = list(entries.filter(assured_on__gte=timezone.localdate() - ASSURED_FOR)[:count])
    if len(newest) < count:
        others = entries.exclude(pk__in=[entry.pk for entry in newest])
        newest += others[: count - len(newest)]
    terms = get_terms()
    return [entry_item(entry, terms, request) for entry in newest]


def newest_openings(site, count: int = 3, request=None) -> list[dict]:
    """Return the newest calls for volunteers in the active language as plain dicts (see `opening_item`). One query."""
    openings = PublicOpening.objects.running().visible_in(site, language=get_language())
    terms = get_terms()
    return [opening_item(opening, terms, request) for opening in openings.newest_first().with_entry()[:count]]


def similar_entries(page, document: dict, count: int = 3) -> list[dict]:
    """Return other entries of the same field and language, cached until content changes."""
    if page.pk is None or document["main_category"] is None:
        return []
    key = f"directory-similar:{page.pk}:{document['main_category']}"
    return cached(key, lambda: _similar(page, document["main_category"], count))


def _similar(page, category: int, count: int) -> list[dict]:
    """The same category first, then the wider field."""
    terms = get_terms()
    label = terms.categories.get(category)
    found: list[PublicEntry] = []
    for key in filter(None, [category, label and label.parent]):
        if len(found) < count:
            # Another town has the same categories.
            directory = page.path[: -page.steplen]
            others = PublicEntry.objects.with_rare_facet("category", [key]).filter(directory__path=directory)
            known = [page.pk, *(entry.pk for entry in found)]
            found += others.exclude(pk__in=known).with_address()[: count - len(found)]
    return [entry_item(entry, terms) for entry in found]


def finder_options(site) -> dict:
    """Return `{districts, categories}`: lists of `{name, slug, icon, count}`, the fullest categories first.

    Only what has an entry in this town, and of the categories the topmost. The directory takes slugs as `?ortsteil=`
    and `?kategorie=`, text as `?q=`.
    """
    return cached(f"directory-finder:{site and site.pk}", lambda: _finder_options(site))


def _finder_options(site) -> dict:
    terms = get_terms(site)
    rows = EntryFacet.objects.filter(kind__in=["district", "category"]).order_by()
    if site:
        rows = rows.filter(entry__directory__in=directories_of(site))
    counts: dict = {"district": {}, "category": {}}
    for kind, value, number in rows.values_list("kind", "value").annotate(number=Count("entry")):
        counts[kind][value] = number
    topmost = {key: label for key, label in terms.categories.items() if not label.parent}
    categories = _options(topmost, counts["category"])
    return {
        "districts": _options(terms.districts, counts["district"]),
        "categories": sorted(categories, key=lambda option: -option["count"]),
    }


def _options(labels: dict, counts: dict[int, int]) -> list[dict]:
    return [
        {"name": label.name, "slug": label.slug, "icon": label.icon, "count": counts[key]}
        for key, label in labels.items()
        if counts.get(key)
    ]
