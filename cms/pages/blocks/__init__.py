"""The content blocks of all pages. Each is complete here: icon, label, help, template, preview."""

from functools import reduce
from operator import or_
from typing import Annotated

from pydantic import Field
from typing_extensions import TypeAliasType
from wagtail.blocks import Block

from .links import FooterColumnBlock, LinkBlock, MenuPageBlock
from .lists import AccordionBlock, FactsBlock, NumberedListBlock, PartnersBlock, TimelineBlock
from .media import DocumentBlock, GalleryBlock, PictureBlock, VideoBlock
from .teasers import CallToActionBlock, FormTeasersBlock, PageTeasersBlock
from .text import HeadingBlock, QuoteBlock, RichTextBlock, TableBlock, heading_anchor
from .two_columns import TwoColumnsBlock

__all__ = [
    "ContentItem",
    "FooterColumnBlock",
    "LinkBlock",
    "MenuPageBlock",
    "RichTextBlock",
    "content_blocks",
    "heading_anchor",
]


def content_blocks() -> list[tuple[str, Block]]:
    """Return the blocks of a page body, in the editor's order."""
    return [
        ("richtext", RichTextBlock()),
        ("heading", HeadingBlock()),
        ("picture", PictureBlock()),
        ("gallery", GalleryBlock()),
        ("video", VideoBlock()),
        ("quote", QuoteBlock()),
        ("facts", FactsBlock()),
        ("numbered_list", NumberedListBlock()),
        ("timeline", TimelineBlock()),
        ("accordion", AccordionBlock()),
        ("table", TableBlock()),
        ("columns", TwoColumnsBlock()),
        ("call_to_action", CallToActionBlock()),
        ("document", DocumentBlock()),
        ("partners", PartnersBlock()),
        ("page_teasers", PageTeasersBlock()),
        ("form_teasers", FormTeasersBlock()),
    ]


ContentItem = TypeAliasType(
    "ContentItem",
    Annotated[
        reduce(or_, (block.meta.api_schema for _name, block in content_blocks())),
        Field(discriminator="type"),
    ],
)
