from typing import Literal

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.api.blocks import BlockItem


class IdeaItem(BlockItem):
    """One point of the idea in brief."""

    type: Literal["item"]
    title: str
    text: str


class IdeaItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=80, label=_("Title"))
    text = blocks.CharBlock(required=False, max_length=160, label=_("One sentence"))

    class Meta:
        icon = "list-ol"
        label = _("Point")
        api_schema = IdeaItem
