"""Whatever an answer leads to or shows besides its own rows, gathered beforehand and loaded at once.

`Wanted` collects ids from the stored data of all pages of the answer; `load` fetches them with a number of
queries that does not depend on how many there are.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Page

from cms.media import api
from cms.media.models import SiteDocument, SiteImage

from ..site_context import get_site_context
from ..site_trees import language_of
from ..visibility import open_documents, public_pages
from .teasers import type_of, with_teaser
from .wanted import Wanted


@dataclass
class Targets:
    """What was found. Whatever is missing here, no citizen may see."""

    request: HttpRequest
    pages: dict[int, Page]
    images: dict[int, SiteImage]
    documents: dict[int, SiteDocument]
    around: list[Page]

    def absolute(self, address: str) -> str:
        return self.request.build_absolute_uri(address)

    def url_of(self, page: Page) -> str:
        return self.absolute(page.get_url(self.request) or "/")

    def page_id(self, pk: int | None) -> int | None:
        page = self.pages.get(pk)
        return page and page.pk

    def page_url(self, pk: int | None) -> str | None:
        page = self.pages.get(pk)
        return page and self.url_of(page)

    def document_url(self, pk: int | None) -> str | None:
        document = self.documents.get(pk)
        return document and self.absolute(document.url)

    def picture(self, pk: int | None, alt: str | None = None) -> dict | None:
        """Return `schema.Picture`; `alt` in place of the picture's own, "" where it only decorates."""
        image = self.images.get(pk)
        return image and api.picture(image, self.absolute, alt)

    def file(self, pk: int | None) -> dict | None:
        """Return `schema.File`."""
        document = self.documents.get(pk)
        return document and api.file(document, self.absolute)

    def cover(self, pk: int) -> dict | None:
        """Return the picture of a document's first page."""
        return self.picture(self.documents[pk].cover_id, alt="")

    def teaser(self, pk: int | None, title: str = "", text: str = "") -> dict | None:
        """Return `schema.Teaser`, in other words if there are any."""
        page = self.pages.get(pk)
        return page and self.teaser_of(page, title, text)

    def teaser_of(self, page: Page, title: str = "", text: str = "") -> dict:
        return {
            "id": page.pk,
            "type": type_of(page),
            "title": title or page.title,
            "text": text or page.teaser_text,
            "url": self.url_of(page),
            "locale": language_of(page),
            "picture": self.picture(page.teaser_image),
        }

    def link(self, raw: dict) -> dict | None:
        """Return `schema.TargetLink` of the stored value of a LinkBlock."""
        if page := self.pages.get(raw.get("page")):
            return self._link("page", page.pk, self.url_of(page), raw.get("label") or page.title, page)
        if document := self.documents.get(raw.get("document")):
            url, title = self.absolute(document.url), raw.get("label") or document.title
            return self._link("document", document.pk, url, title) | {"note": document.describe}
        url = raw.get("url")
        return self._link("external", None, url, raw.get("label") or url) if url else None

    def _link(self, kind: str, pk: int | None, url: str, title: str, page: Page | None = None) -> dict:
        is_foreign = page is not None and language_of(page) != translation.get_language()
        language = language_of(page) if is_foreign else None
        return {"kind": kind, "target_id": pk, "url": url, "title": title, "language": language, "note": ""}

    def calls_to_action(self, *, with_brochure: bool = True) -> dict:
        """Return what the town's settings name: addresses of the two forms, and the brochure."""
        town = get_site_context(self.request).town
        brochure = with_brochure and town.brochure
        return {
            "contact_url": self._filled(town.contact_url),
            "registration_url": self._filled(town.registration_url),
            "brochure": {
                "title": brochure["title"],
                "url": self.absolute(brochure["url"]),
                "note": brochure["describe"],
            }
            if brochure
            else None,
        }

    def _filled(self, address: str) -> str | None:
        return self.absolute(address) if address else None

    def tags(self) -> list[str]:
        """Name everything that was found, for the caches that keep the answer."""
        pages = {page.pk for page in (*self.pages.values(), *self.around)}
        return [
            *(f"page-{pk}" for pk in sorted(pages)),
            *(f"image-{pk}" for pk in sorted(self.images)),
            *(f"document-{pk}" for pk in sorted(self.documents)),
        ]


def load(request: HttpRequest, site, wanted: Wanted, locale_id: int) -> Targets:
    """Fetch everything: pages in this language where they have a public translation, else as they are."""
    found = _fetch_pages(site, wanted, locale_id)
    pages = _localised(found, wanted.pages, locale_id)
    documents = open_documents().in_bulk(list(wanted.documents)) if wanted.documents else {}
    images = {page.teaser_image for page in pages.values()} | {each.cover_id for each in documents.values()}
    loaded = api.load_images((wanted.images | images) - {None}, wanted.shared)
    return Targets(request, pages, loaded, documents, found)


def _fetch_pages(site, wanted: Wanted, locale_id: int) -> list[Page]:
    if not wanted.pages and not wanted.around:
        return []
    # No query inside of one with so many joins: PostgreSQL would look through all pages.
    found = list(_with_teaser(site, Q(pk__in=wanted.pages) | wanted.around))
    own = {page.translation_key for page in found if page.locale_id == locale_id}
    foreign = {page.translation_key for page in found if page.pk in wanted.pages} - own
    if foreign:
        found += _with_teaser(site, Q(translation_key__in=foreign, locale_id=locale_id))
    return sorted(found, key=lambda page: page.path)


def _with_teaser(site, which: Q) -> QuerySet:
    return with_teaser(public_pages(site).filter(which))


def _localised(found: list[Page], ids: set[int], locale_id: int) -> dict[int, Page]:
    here = {page.translation_key: page for page in found if page.locale_id == locale_id}
    return {page.pk: here.get(page.translation_key, page) for page in found if page.pk in ids}
