"""The input of every export: one town's public records in one language, read in chunks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar

from django.db.models import Count, Max, Min, QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from wagtail.models import Site

from cms.caching.content_version import cached

from ..browse.index import directory_of, entry_index
from ..models import DirectoryPage, PublicEntry
from ..publishing.terms import Terms, get_terms
from .entries import ExportEntry, Parent
from .licences import Licence, Publisher, licence_of, publisher_of

T = TypeVar("T")
PIECE = 500


@dataclass(frozen=True)
class Source:
    """The entries of a town in one language; iterating yields those with the `keys`, or all.

    One chunk of records is in memory at a time, and each chunk takes two queries. Entries that disappear meanwhile
    are skipped.
    """

    site: Site
    language: str
    entries: QuerySet
    terms: Terms
    licence: Licence
    publisher: Publisher
    directories: dict[int, str]
    keys: Iterable[int] | None = None

    @property
    def directory(self) -> DirectoryPage:
        return directory_of(self.site, self.language)

    def __iter__(self) -> Iterator[ExportEntry]:
        for keys in pieces_of(entry_index(self.directory).keys if self.keys is None else self.keys):
            yield from self.entries_of_keys(keys)

    def entries_of_keys(self, keys: list[int]) -> list[ExportEntry]:
        """Return these entries in the given order."""
        found = with_url_path(PublicEntry.objects.filter(pk__in=keys)).in_bulk()
        return self.entries_of([found[key] for key in keys if key in found])

    def entries_of(self, records: list[PublicEntry]) -> list[ExportEntry]:
        """Wrap records, which must have been loaded `with_url_path`."""
        parents = self._parents_of(records)
        return [
            ExportEntry(
                each.document, self.url_of(each), self.terms, parents.get(each.document["parent_page"])
            )
            for each in records
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
    """Number of entries, and the times of the first and the latest publication."""

    count: int
    begun_at: datetime | None
    changed_at: datetime | None


def pieces_of(things: Iterable[T]) -> Iterator[list[T]]:
    """Yield keys or entries in chunks that fit into memory with their records."""
    left = iter(things)
    while piece := list(islice(left, PIECE)):
        yield piece


def with_url_path(entries):
    """Load exactly what `Source.entries_of` needs."""
    return entries.with_address().only("public_id", "directory", "document")


def read_source(request: HttpRequest, language: str) -> Source:
    """Return all entries of the request's site. Raise Http404 without a site."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
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
    """Return the extent of the whole directory, cached until content changes."""
    key = f"directory-extent:{source.site.pk}:{source.language}"
    facts = {"count": Count("pk"), "begun_at": Min("first_published_at")}
    facts |= {"changed_at": Max("page__last_published_at")}
    return cached(key, lambda: Extent(**source.entries.order_by().aggregate(**facts)))


def _addresses(request: HttpRequest) -> dict[int, str]:
    return {page.pk: page.get_full_url(request) or "" for page in DirectoryPage.objects.all()}
