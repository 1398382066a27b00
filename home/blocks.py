from typing import Literal

from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail import blocks

from cms.pages.api.blocks import BlockItem


class IdeaItem(BlockItem):
    """One point of the idea in brief."""

    type: Literal["item"]
    title: str
    text: str = Field(description="One sentence; may be empty.")


class IdeaItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=80, label=_("Title"))
    text = blocks.CharBlock(required=False, max_length=160, label=_("One sentence"))

    class Meta:
        icon = "list-ol"
        label = _("Point")
        api_schema = IdeaItem
