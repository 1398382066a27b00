from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .lists import FactsBlock
from .media import DocumentBlock, PictureBlock
from .teasers import CallToActionBlock
from .text import HeadingBlock, QuoteBlock, RichTextBlock


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
        preview_value = {
            "left": [("richtext", "<p>Was wir schon haben.</p>")],
            "right": [("richtext", "<p>Was noch kommt.</p>")],
        }
