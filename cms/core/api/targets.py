"""Whatever an answer leads to or shows besides its own rows, gathered beforehand and loaded at once.

`Wanted` collects ids from the stored data of all pages of the answer; `load` fetches them with a number of
queries that does not depend on how many there are.
"""

from dataclasses import dataclass, field
from functools import singledispatchmethod

from django.db.models import ForeignKey, Q
from django.http import HttpRequest
from django.utils import translation
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from ..frame import get_frame
from ..models import SiteDocument, SiteImage
from . import media
from .visible import language_of, public_pages, type_of, with_teaser


@dataclass
class Wanted:
    """Ids of pages, images and documents. `shared`: images in the size for sharing a page; `around`: whatever
    else of the page tree is needed, in the same query."""

    pages: set[int] = field(default_factory=set)
    images: set[int] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    shared: set[int] = field(default_factory=set)
    around: Q = field(default_factory=Q)

    def add_row(self, row) -> None:
        """Whatever the fields of one page, or of what belongs to it, refer to."""
        for each in row._meta.get_fields():
            if isinstance(each, StreamField):
                self.add(each.stream_block, getattr(row, each.name).raw_data)
            elif isinstance(each, RichTextField):
                self.add_rich_text(getattr(row, each.name))
            elif isinstance(each, ForeignKey) and (ids := self._ids_of(each.related_model)) is not None:
                ids.update({getattr(row, each.attname)} - {None})

    def _ids_of(self, model) -> set[int] | None:
        return {Page: self.pages, SiteImage: self.images, SiteDocument: self.documents}.get(model)

    def add_rich_text(self, source: str | None) -> None:
        kinds = {"page": self.pages, "document": self.documents}
        for attrs in map(extract_attrs, FIND_A_TAG.findall(source or "")):
            if attrs.get("linktype") in kinds and attrs.get("id", "").isdecimal():
                kinds[attrs["linktype"]].add(int(attrs["id"]))

    @singledispatchmethod
    def add(self, block: blocks.Block, raw) -> None:
        """Whatever the stored value of a block refers to."""

    @add.register
    def _(self, block: blocks.BaseStreamBlock, raw):
        for child in raw or ():
            if child["type"] in block.child_blocks:
                self.add(block.child_blocks[child["type"]], child["value"])

    @add.register
    def _(self, block: blocks.BaseStructBlock, raw):
        for name, child in block.child_blocks.items():
            self.add(child, (raw or {}).get(name))

    @add.register
    def _(self, block: blocks.ListBlock, raw):
        for item in raw or ():
            self.add(block.child_block, item_value(item))

    @add.register
    def _(self, block: BaseTypedTableBlock, raw):
        for column, value in table_cells(raw):
            if column["type"] in block.child_blocks:
                self.add(block.child_blocks[column["type"]], value)

    @add.register
    def _(self, block: blocks.RichTextBlock, raw):
        self.add_rich_text(raw)

    @add.register
    def _(self, block: blocks.PageChooserBlock, raw):
        self.pages.update({raw} - {None})

    @add.register
    def _(self, block: ImageChooserBlock, raw):
        self.images.update({raw} - {None})

    @add.register
    def _(self, block: ImageBlock, raw):
        self.images.update({image_id(raw)} - {None})

    @add.register
    def _(self, block: DocumentChooserBlock, raw):
        self.documents.update({raw} - {None})


def item_value(item):
    """Return the value of a list's item; lists from before Wagtail 2.16 hold bare values."""
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" else item


def image_id(raw) -> int | None:
    return raw.get("image") if isinstance(raw, dict) else raw


def table_cells(raw: dict | None):
    """Yield column and value of each cell, row by row."""
    for row in (raw or {}).get("rows", ()):
        yield from zip(raw["columns"], row["values"], strict=False)


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
        return image and media.picture(image, self.absolute, alt)

    def file(self, pk: int | None) -> dict | None:
        """Return `schema.File`."""
        document = self.documents.get(pk)
        return document and media.file(document, self.absolute)

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
        town = get_frame(self.request).town
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
    documents = media.open_documents().in_bulk(list(wanted.documents)) if wanted.documents else {}
    images = {page.teaser_image for page in pages.values()} | {each.cover_id for each in documents.values()}
    loaded, is_whole = media.load_images((wanted.images | images) - {None}, wanted.shared)
    if not is_whole:
        request.is_timely = True
    return Targets(request, pages, loaded, documents, found)


def _fetch_pages(site, wanted: Wanted, locale_id: int) -> list[Page]:
    if not wanted.pages and not wanted.around:
        return []
    pages = Page.objects.order_by()
    named = pages.filter(pk__in=wanted.pages)
    here = pages.filter(translation_key__in=named.values("translation_key"), locale_id=locale_id)
    parts = [named, here, *([pages.filter(wanted.around)] if wanted.around else [])]
    # Each part goes by an index of its own; of an OR, PostgreSQL looks through all pages.
    first, *others = (part.values("pk") for part in parts)
    return list(with_teaser(public_pages(site).filter(pk__in=first.union(*others))).order_by("path"))


def _localised(found: list[Page], ids: set[int], locale_id: int) -> dict[int, Page]:
    here = {page.translation_key: page for page in found if page.locale_id == locale_id}
    return {page.pk: here.get(page.translation_key, page) for page in found if page.pk in ids}
