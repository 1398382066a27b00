from typing import Annotated, Literal

from django.utils.translation import gettext_lazy as _
from pydantic import Field
from typing_extensions import TypeAliasType
from wagtail import blocks

from ..api.blocks import BlockItem
from .lists import FactListItem, FactsBlock
from .media import DocumentBlock, DocumentItem, PictureBlock, PictureItem
from .teasers import CallToActionBlock, CallToActionItem
from .text import HeadingBlock, HeadingItem, QuoteBlock, QuoteItem, RichTextBlock, RichTextItem

ColumnBlockSchema = TypeAliasType(
    "ColumnContent",
    Annotated[
        RichTextItem | HeadingItem | PictureItem | QuoteItem | FactListItem | CallToActionItem | DocumentItem,
        Field(discriminator="type"),
    ],
)


class ColumnsItem(BlockItem):
    """Two columns side by side on wide screens, one below the other on phones."""

    type: Literal["columns"]
    left: list[ColumnBlockSchema] = Field(description="The blocks of the first column, in order.")
    right: list[ColumnBlockSchema] = Field(description="The blocks of the second column, in order.")


class ColumnBlock(blocks.StreamBlock):
    richtext = RichTextBlock()
    heading = HeadingBlock()
    picture = PictureBlock()
    quote = QuoteBlock()
    facts = FactsBlock()
    call_to_action = CallToActionBlock()
    document = DocumentBlock()

    class Meta:
        label = _("Column")


class TwoColumnsBlock(blocks.StructBlock):
    left = ColumnBlock(label=_("Left"))
    right = ColumnBlock(label=_("Right"))

    class Meta:
        icon = "placeholder"
        label = _("Two columns")
        description = _("Side by side on wide screens, one below the other on phones.")
        template = "blocks/columns.html"
        api_schema = ColumnsItem
        preview_value = {
            "left": [("richtext", "<p>Was wir schon haben.</p>")],
            "right": [("richtext", "<p>Was noch kommt.</p>")],
        }
