"""Collects what a response refers to: the pages, pictures and documents whose ids are in rows and stored blocks."""

from dataclasses import dataclass, field
from functools import singledispatchmethod

from django.db.models import ForeignKey, Q
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from cms.media.models import SiteDocument, SiteImage

from .stored import image_id, item_value, table_cells


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
