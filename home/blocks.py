from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class IdeaItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=80, label=_("Title"))
    text = blocks.CharBlock(required=False, max_length=160, label=_("One sentence"))

    class Meta:
        icon = "list-ol"
        label = _("Point")
