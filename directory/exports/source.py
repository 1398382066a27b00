"""What an export is made of: the public records of one town in one language, read piece by piece."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Site

from cms.core.caching import cached

from ..models import DirectoryPage, PublicEntry
from ..terms import Terms, get_terms
from .entries import ExportEntry, Parent
from .licences import Licence, Publisher, licence_of, publisher_of

PIECE = 500


@dataclass(frozen=True)
class Source:
    """The entries of a town in one language; `entries` may be narrowed down by filters.

    Going through it keeps the keys of the entries and one piece of records in memory, and needs three queries
    per piece. An entry that disappears meanwhile is left out.
    """

    site: Site
    language: str
    entries: QuerySet
    terms: Terms
    licence: Licence
    publisher: Publisher
    directories: dict[int, str]

    def __iter__(self) -> Iterator[ExportEntry]:
        for keys in pieces_of(self.entries):
            yield from self.entries_of_keys(keys)

    def entries_of_keys(self, keys: list[int]) -> list[ExportEntry]:
        """Return these entries in the order of their keys."""
        found = with_url_path(PublicEntry.objects.filter(pk__in=keys)).in_bulk()
        return self.entries_of([found[key] for key in keys if key in found])

    def entries_of(self, records: list[PublicEntry]) -> list[ExportEntry]:
        """Return records, which must come `with_url_path`, as what the formats see."""
        parents = self._parents_of(records)
        return [
            ExportEntry(
                record.document,
                self.url_of(record),
                self.terms,
                parents.get(record.document["parent_page"]),
            )
            for record in records
        ]

    def absolute(self, path: str) -> str:
        return f"{self.site.root_url}{path}"

    def address(self, name: str, *args) -> str:
        """Return the absolute address of a view."""
        return self.absolute(reverse(name, args=args))

    def url_of(self, record: PublicEntry) -> str:
        """Return the absolute address of the entry's page."""
        slug = record.url_path.rstrip("/").rpartition("/")[2]
        return f"{self.directories.get(record.directory_id, '')}{slug}/"

    def _parents_of(self, records: list[PublicEntry]) -> dict[int, Parent]:
        wanted = {record.document["parent_page"] for record in records} - {None}
        if not wanted:
            return {}
        rows = PublicEntry.objects.visible_in(self.site).filter(pk__in=wanted)
        return {pk: Parent(str(key), name) for pk, key, name in rows.values_list("pk", "public_id", "title")}


@dataclass(frozen=True)
class Extent:
    """How much there is: number of entries, when the first was published, and when one was published last."""

    count: int
    begun_at: datetime | None
    changed_at: datetime | None


def pieces_of(rows: QuerySet) -> Iterator[list[int]]:
    """Yield the keys of all rows, so many at a time as fit into memory with what belongs to them."""
    keys = list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), PIECE):
        yield keys[start : start + PIECE]


def with_url_path(entries):
    """Fetch what `Source.entries_of` needs, and no more."""
    return entries.with_address().only("public_id", "directory", "document")


def read_source(request: HttpRequest, language: str) -> Source | None:
    """Return the source of the request's site with all its entries, or None without a site."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    return Source(
        site=site,
        language=language,
        entries=PublicEntry.objects.visible_in(site, language),
        terms=get_terms(site),
        licence=licence_of(site),
        publisher=publisher_of(site),
        directories=cached(f"directory-addresses:{site.pk}", lambda: _addresses(request)),
    )


def extent_of(source: Source) -> Extent:
    """Return the extent of the whole directory, kept as long as nothing changes."""
    key = f"directory-extent:{source.site.pk}:{source.language}"
    return cached(key, lambda: Extent(**_count(source.entries)))


def _count(entries: QuerySet) -> dict:
    return entries.order_by().aggregate(
        count=Count("pk"), begun_at=Min("first_published_at"), changed_at=Max("page__last_published_at")
    )


def _addresses(request: HttpRequest) -> dict[int, str]:
    return {page.pk: page.get_full_url(request) or "" for page in DirectoryPage.objects.all()}
