"""Keeps the public records in sync with the pages."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import md5

from django.db import transaction
from django.db.models import Model, Q
from django.dispatch import Signal

from cms.caching.content_version import refresh_content
from cms.common.folding import fold
from cms.recurrence.rule import WEEKDAYS

from ..domain.dates import parse_day
from ..models import (
    Category,
    DirectoryPage,
    District,
    EntryFacet,
    EntryWords,
    HelpType,
    Offer,
    OrganisationPage,
    PublicEntry,
    PublicService,
    TargetGroup,
    Tombstone,
)
from ..search.index_text import Labels
from .completeness import missing_of, to_column
from .entry_document import build_document, has_no_maintainer, is_offer_step_free, is_step_free
from .keys import services_of
from .openings import OpeningRows, rows_of_openings, store_openings, stored_openings
from .search_words import store_words, words_of

# Sent with the `keys` of records in the transaction that writes them; of those that go, `pre_delete` tells.
records_written = Signal()

CHUNK = 200
COLUMNS = [
    field.attname for field in PublicEntry._meta.concrete_fields if not (field.primary_key or field.generated)
]


def write_record_of(page_id: int) -> None:
    """Write, update or delete the record of a page, in the transaction that changes the page."""
    write_records(OrganisationPage.objects.filter(pk=page_id))


@transaction.atomic
def remove_record_of(page_id: int) -> None:
    """Delete the record of a page that is no longer public, even if the database still says otherwise."""
    _remove(PublicEntry.objects.filter(page=page_id))


def write_records_below(path: str) -> None:
    """The same for all entries at or below a place in the page tree."""
    write_records(OrganisationPage.objects.filter(path__startswith=path))


def rewrite_entries_of(category: Category) -> None:
    """After a change of a category's words or parent, by which its entries are found."""
    below = [category.pk, *_keys_below(category)]
    uses = Q(main_category__in=below) | Q(categories__in=below)
    write_records(OrganisationPage.objects.filter(uses).distinct())


def rewrite_entries_for(group: TargetGroup) -> None:
    """After adding or changing a target group: its own entries, and those for everybody."""
    concerned = Q(target_groups=group) | Q(target_groups__is_for_everybody=True)
    write_records(OrganisationPage.objects.filter(concerned).distinct())


def rewrite_entries_in(district: District) -> None:
    """After renaming a district, by which its entries are found."""
    write_records(OrganisationPage.objects.filter(districts=district))


def rewrite_entries_seeking(help_type: HelpType) -> None:
    """After renaming a kind of help, by which calls for volunteers are found."""
    write_records(OrganisationPage.objects.filter(openings__help_types=help_type).distinct())


def rewrite_entries_with_holidays() -> None:
    """After a change of a town's Land, whose public holidays some offers observe."""
    write_records(OrganisationPage.objects.filter(offers__pauses_on_public_holidays=True).distinct())


@transaction.atomic
def write_records(pages) -> list[str]:
    """Repair the records of these pages; return the titles of those that differed."""
    keys = list(pages.values_list("pk", flat=True))
    differing = []
    for start in range(0, len(keys), CHUNK):
        chunk = OrganisationPage.objects.filter(pk__in=keys[start : start + CHUNK])
        public = list(chunk.published().with_everything_public())
        differing += _remove(PublicEntry.objects.filter(page__in=chunk).exclude(page__in=public))
        differing += _write(public)
    return differing


def write_new_records(directory: DirectoryPage, pages: list[OrganisationPage]) -> None:
    """Write the records of new public pages without reading the pages again."""
    _store([_rows(page, directory.pk) for page in pages])


def _remove(records) -> list[str]:
    titles = dict(records.values_list("page_id", "title"))
    if titles:
        records.delete()
        _refresh(titles)
    return list(titles.values())


def _refresh(page_ids: Iterable[int]) -> None:
    refresh_content("organisations", "openings", *[f"page-{pk}" for pk in page_ids])


@dataclass(frozen=True)
class Rows:
    """Everything stored for one entry: the record, its facets, its search terms, its calls."""

    record: PublicEntry
    facets: set[tuple[str, int]]
    words: EntryWords
    labels: Labels
    openings: list[OpeningRows]

    def are_those_of(self, stored: "Stored") -> bool:
        return (
            self.facets == stored.facets
            and _is_same(stored.record, self.record)
            and _is_same(getattr(stored.record, "words", None), self.words)
            and [each.content for each in self.openings] == [each.content for each in stored.openings]
        )


@dataclass(frozen=True)
class Stored:
    """The database's current rows of an entry."""

    record: PublicEntry | None
    facets: set[tuple[str, int]]
    openings: list[OpeningRows]


def _write(pages: list[OrganisationPage]) -> list[str]:
    stored, directories = _stored(pages), _directories_of(pages)
    wanted = [_rows(page, directories[page.path[: -page.steplen]]) for page in pages]
    differing = [rows for rows in wanted if not rows.are_those_of(stored[rows.record.pk])]
    _store(differing)
    return [rows.record.title for rows in differing]


def _stored(pages: list[OrganisationPage]) -> dict[int, Stored]:
    keys = [page.pk for page in pages]
    records = PublicEntry.objects.select_related("words").in_bulk(keys)
    facets, openings = _stored_facets(keys), stored_openings(keys)
    return {key: Stored(records.get(key), facets.get(key, set()), openings.get(key, [])) for key in keys}


def _rows(page: OrganisationPage, directory: int) -> Rows:
    columns, labels = columns_of(page), _labels(page)
    record = PublicEntry(page_id=page.pk, directory_id=directory, **columns)
    return Rows(
        record,
        facets_of(page, record.document),
        words_of(record, labels),
        labels,
        rows_of_openings(record, labels, _names_of_help(page)),
    )


def _names_of_help(page: OrganisationPage) -> dict[int, str]:
    """Return the names of all kinds of help that an entry's calls ask for, by id."""
    return {each.pk: each.name for opening in page.openings.all() for each in opening.help_types.all()}


def _store(differing: list[Rows]) -> None:
    records = [rows.record for rows in differing]
    if records:
        _refresh(record.pk for record in records)
    PublicEntry.objects.bulk_create(
        records, update_conflicts=True, unique_fields=["page"], update_fields=COLUMNS
    )
    Tombstone.objects.filter(public_id__in=[record.public_id for record in records]).delete()
    EntryFacet.objects.filter(entry__in=[record.pk for record in records]).delete()
    EntryFacet.objects.bulk_create(
        EntryFacet(entry_id=rows.record.pk, kind=kind, value=value)
        for rows in differing
        for kind, value in sorted(rows.facets)
    )
    store_words([(rows.words, rows.record.document, rows.labels) for rows in differing])
    _store_services(records)
    store_openings([record.pk for record in records], [each for rows in differing for each in rows.openings])
    if records:
        records_written.send(sender=PublicEntry, keys=[record.pk for record in records])


def _store_services(records: list[PublicEntry]) -> None:
    PublicService.objects.filter(entry__in=[record.pk for record in records]).delete()
    PublicService.objects.bulk_create(
        PublicService(entry_id=record.pk, number=number, key=key, **_filtered_by(offer, record.document))
        for record in records
        for number, key, offer in services_of(record.document)
    )


def _filtered_by(offer: dict | None, document: dict) -> dict:
    """Return the columns by which an offer can be filtered, none for an entry without offers."""
    if offer is None:
        return {}
    return {
        "takes_place": offer["status"] == Offer.Status.ACTIVE,
        "until": parse_day(offer["schedule"]["until"]),
        "weekdays": sum(1 << WEEKDAYS.index(day) for day in offer["schedule"]["weekdays"]),
        "age_from": offer["age_from"],
        "age_to": offer["age_to"],
        "is_free": offer["cost"] == Offer.Cost.FREE,
        "is_step_free": is_offer_step_free(offer, document),
    }


def _is_same(stored: Model | None, wanted: Model) -> bool:
    names = [field.attname for field in wanted._meta.concrete_fields if not field.generated]
    return stored is not None and all(getattr(stored, name) == getattr(wanted, name) for name in names)


def columns_of(page: OrganisationPage) -> dict:
    """Return the record's columns, the only ones that filters, sorting and search use."""
    document = build_document(page)
    return {
        "locale_id": page.locale_id,
        "public_id": page.public_id,
        "title": page.title,
        "sort_name": fold(page.title)[:255],
        "document": document,
        "is_wheelchair_accessible": is_step_free(document),
        "has_no_maintainer": has_no_maintainer(page),
        "seeks_help_until": max((opening.valid_until for opening in page.openings.all()), default=None),
        "assured_on": parse_day(document["assured_on"]),
        "first_published_at": page.first_published_at,
        "missing": to_column(missing_of(page)),
        "digest": _digest(page, document),
    }


def _digest(page: OrganisationPage, document: dict) -> str:
    """Return a digest of the record, including the names of terms that it holds as ids."""
    terms = (
        *_categories(page),
        *page.target_groups.all(),
        *page.districts.all(),
        *(each for opening in page.openings.all() for each in opening.help_types.all()),
    )
    names = [(type(term).__name__, term.pk, term.slug, term.name) for term in terms]
    text = json.dumps([document, sorted(names)], sort_keys=True)
    return md5(text.encode(), usedforsecurity=False).hexdigest()


def facets_of(page: OrganisationPage, document: dict) -> set[tuple[str, int]]:
    """Return the entry's facet values; categories include their ancestors."""
    lines = [category.lineage for category in _categories(page)]
    return {
        *(("category", category.pk) for line in lines for category in line),
        *(("district", key) for key in document["districts"]),
        *(("target_group", key) for key in document["target_groups"]),
        *(("welcome", key) for key in _groups_that_are_welcome(page)),
        *(("parent", key) for key in filter(None, [document["parent_page"]])),
    }


def _groups_that_are_welcome(page: OrganisationPage) -> set[int]:
    """An entry for everybody is for every other group, too."""
    groups = list(page.target_groups.all())
    if not any(group.is_for_everybody for group in groups):
        return set()
    return set(TargetGroup.objects.values_list("pk", flat=True)) - {group.pk for group in groups}


def _categories(page: OrganisationPage) -> list[Category]:
    return list({each.pk: each for each in (page.main_category, *page.categories.all())}.values())


def _labels(page: OrganisationPage) -> Labels:
    """Return the names and synonyms of all terms of an entry."""
    categories = {each.pk: each for one in _categories(page) for each in one.lineage}
    # "Theater" is about the theatre groups before the choirs, which stand below "Music and theatre", too.
    main = [categories.pop(page.main_category_id)] if page.main_category else []
    terms = (*page.districts.all(), *page.target_groups.all())
    return Labels(
        main=_words_for(main),
        # For whom it is meant, too, is less than what it is about.
        further=[*_words_for(categories.values()), *(term.name for term in terms)],
    )


def _words_for(categories) -> list[str]:
    return [text for category in categories for text in (category.name, category.synonyms) if text]


def _stored_facets(keys: list[int]) -> dict[int, set[tuple[str, int]]]:
    found: dict[int, set] = {}
    stored = EntryFacet.objects.filter(entry__in=keys)
    for entry, kind, value in stored.values_list("entry", "kind", "value"):
        found.setdefault(entry, set()).add((kind, value))
    return found


def _directories_of(pages) -> dict[str, int]:
    paths = {page.path[: -page.steplen] for page in pages}
    return dict(DirectoryPage.objects.filter(path__in=paths).values_list("path", "pk"))


def _keys_below(category: Category) -> list[int]:
    found, layer = [], [category.pk]
    while layer:
        layer = list(
            Category.objects.filter(parent__in=layer).exclude(pk__in=found).values_list("pk", flat=True)
        )
        found += layer
    return found
