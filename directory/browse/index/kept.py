"""The indexes of the directories, kept in the process until content changes."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Lock
from typing import Any

from django.db.models import Q, QuerySet

from cms.caching.content_version import cached, content_version
from cms.search.key_lists import Keys, ordered_keys
from cms.search.tables import SearchedTable
from directory.models import (
    DirectoryPage,
    EntryFacet,
    OpeningFacet,
    PublicEntry,
    PublicOpening,
    PublicService,
)
from directory.models.public_entry import directories_of
from directory.models.public_opening import NEWEST_FIRST
from directory.publishing.terms import get_terms
from directory.search.tables import ENTRIES, OPENINGS

from ..choices import FLAGS, GROUPS, OPENING_FLAGS, OPENING_GROUPS, WEEKDAY_SLUGS, Flag
from .bitmaps import Index
from .offers import Ages, Offers, Plane, overlap

_kept: dict[tuple, tuple[str, Any]] = {}
_making = Lock()


def directory_of(site, language: str) -> DirectoryPage:
    """Return the site's directory in a language, an empty one when there is none."""
    key = f"directory-of:{site.pk}:{language}"
    return cached(key, lambda: _find_directory(site, language)) or DirectoryPage()


def _find_directory(site, language: str) -> DirectoryPage | None:
    directories = DirectoryPage.objects.filter(pk__in=directories_of(site), locale__language_code=language)
    return directories.order_by("path").first()


def entry_index(directory) -> Index:
    """Return the index of a directory's entries. Four queries after any change of content and every day, else none."""
    return keep(("entries", directory.pk), lambda: _index_entries(directory))


def opening_index(directory) -> Index:
    """Return the index of its calls that still run. Five queries after any change and every day, else none."""
    return keep(("openings", directory.pk), lambda: _index_openings(directory))


def keep(name: tuple, make: Callable[[], Any]) -> Any:
    """Return what `make` returned for this version of the content; one thread at a time makes it."""
    version = content_version()
    if _version_of(name) != version:
        with _making:
            if _version_of(name) != version:
                _kept[name] = (version, make())
    return _kept[name][1]


def _version_of(name: tuple) -> str:
    return _kept[name][0] if name in _kept else ""


def _index_entries(directory) -> Index:
    entries = PublicEntry.objects.below(directory)
    # Indexes of the table cover both orders, so that no document is read.
    index = index_of(ENTRIES, entries.order_by("sort_name", "pk"), _conditions(FLAGS))
    index.orders["confirmed"] = _by_confirmation(entries)
    # Only what the list counts, because each value takes a number as long as the directory.
    kinds = [*(group.kind for group in GROUPS), EntryFacet.Kind.WELCOME]
    add_facets(index, EntryFacet.objects.filter(kind__in=kinds), "entry")
    meant = _add_those_who_are_welcome(index)
    accessible = index.facets.pop("accessible")
    offers = [
        _itself(index, meant, accessible),
        *_planes(index, meant, PublicService.objects.below(directory)),
    ]
    return replace(index, offers=Offers(offers))


def _add_those_who_are_welcome(index: Index) -> dict[int, int]:
    """Add what is for everybody to each target group; return the groups without it."""
    meant = index.facets.get("target_group", {})
    welcome = index.facets.pop("welcome", {})
    index.facets["target_group"] = {
        value: meant.get(value, 0) | welcome.get(value, 0) for value in meant.keys() | welcome.keys()
    }
    return meant


def _itself(index: Index, meant: dict[int, int], accessible: dict[int, int]) -> Plane:
    return Plane({"target_group": index.facets["target_group"], "accessible": accessible}, {}, meant)


def _planes(index: Index, meant: dict[int, int], services: QuerySet) -> list[Plane]:
    """Return the planes of the offers that take place. One query."""
    keys = defaultdict(lambda: defaultdict(lambda: array("q")))
    columns = ("number", "weekdays", "age_from", "age_to", "is_free", "is_step_free")
    rows = services.taking_place().order_by().values(*columns).annotate(members=Keys("entry"))
    for number, weekdays, age_from, age_to, is_free, is_step_free, members in rows.values_list(
        *columns, "members"
    ):
        properties = [("age", (age_from, age_to))]
        properties += [("weekday", day) for day in range(len(WEEKDAY_SLUGS)) if weekdays >> day & 1]
        properties += [("free", True)] * is_free + [("accessible", True)] * is_step_free
        for each in properties:
            keys[number][each].extend(members)
    return [_plane(index, meant, keys[number]) for number in sorted(keys)]


def _plane(index: Index, meant: dict[int, int], keys: dict[tuple, array]) -> Plane:
    bitmaps = {each: index.bitmap(members) for each, members in keys.items()}
    ages = {value: rows for (kind, value), rows in bitmaps.items() if kind == "age"}
    facets: dict[str, dict[int, int]] = {}
    for (kind, value), rows in bitmaps.items():
        if kind != "age":
            facets.setdefault(kind, {})[value] = rows
    suiting = {group: _of_ages(ages, label.ages) for group, label in get_terms().target_groups.items()}
    facets["target_group"] = _both(index.facets["target_group"], suiting)
    return Plane(facets, ages, _both(meant, suiting))


def _of_ages(ages: dict[Ages, int], wanted: Ages) -> int:
    """Return the rows whose ages do not rule out all of the wanted ones."""
    found = 0
    for each, rows in ages.items():
        if overlap(each, wanted):
            found |= rows
    return found


def _both(one: dict[int, int], other: dict[int, int]) -> dict[int, int]:
    return {value: rows & other[value] for value, rows in one.items() if value in other}


def _index_openings(directory) -> Index:
    openings = PublicOpening.objects.below(directory).running()
    index = index_of(OPENINGS, openings.order_by(*NEWEST_FIRST), _conditions(OPENING_FLAGS))
    index.orders["ending"] = ordered_keys(openings.order_by("valid_until", *NEWEST_FIRST))["every"]
    add_facets(index, OpeningFacet.objects.all(), "opening")
    kinds = [*(group.kind for group in OPENING_GROUPS), EntryFacet.Kind.WELCOME]
    # A call has the facets of its entry, too.
    facets = EntryFacet.objects.filter(kind__in=kinds, entry__openings__isnull=False)
    add_facets(index, facets, "entry__openings")
    meant = _add_those_who_are_welcome(index)
    ages: dict[Ages, int] = {}
    by_age = openings.order_by().values("minimum_age").annotate(members=Keys("pk"))
    for age, members in by_age.values_list("minimum_age", "members"):
        ages[(age, None)] = index.bitmap(members)
    # A call is one offer itself.
    plane = Plane({"target_group": index.facets["target_group"]}, ages, meant)
    return replace(index, offers=Offers([plane], frozenset(("target_group", "age"))))


def _conditions(flags: tuple[Flag, ...]) -> dict[str, Q]:
    return {flag.name: flag.condition() for flag in flags if flag.condition}


def index_of(searched: SearchedTable, rows: QuerySet, flags: dict[str, Q]) -> Index:
    """Return an index that knows the order of the rows and their flags. One query."""
    keys = ordered_keys(rows, **flags)
    index = Index.of_keys(searched, keys.pop("every"))
    index.facets.update({name: {True: index.bitmap(having)} for name, having in keys.items()})
    return index


def add_facets(index: Index, facets: QuerySet, key: str) -> None:
    """Read the bitmaps of all values; `facets` have kind and value, and the row's key under the name `key`."""
    groups = facets.order_by().values("kind", "value").annotate(members=Keys(key))
    for kind, value, members in groups.values_list("kind", "value", "members"):
        index.facets.setdefault(kind, {})[value] = index.bitmap(members)


def _by_confirmation(entries: QuerySet[PublicEntry]) -> Sequence[int]:
    """Return the keys in the order "confirmed". Databases differ in where they put those without a day."""
    is_confirmed = {"confirmed": Q(assured_on__isnull=False), "others": Q(assured_on=None)}
    keys = ordered_keys(entries.order_by("-assured_on", "sort_name", "pk"), **is_confirmed)
    return array("q", [*keys["confirmed"], *keys["others"]])
