from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .links import LinkBlock


class CallToActionBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=80, label=_("Title"))
    text = blocks.TextBlock(required=False, max_length=300, label=_("Text"))
    link = LinkBlock(label=_("Link"))
    tone = blocks.ChoiceBlock(
        [
            ("petrol", _("the town's colour")),
            ("coral", _("coral")),
            ("leaf", _("green")),
            ("sun", _("yellow")),
        ],
        default="petrol",
        label=_("Colour"),
    )

    class Meta:
        icon = "pick"
        label = _("Call to action")
        description = _("A coloured box with one link.")
        template = "blocks/call_to_action.html"
        preview_value = {
            "title": "Machen Sie mit!",
            "text": "Wir freuen uns auf Ihre Idee.",
            "link": {"url": "https://example.org/", "label": "Schreiben Sie uns"},
            "tone": "petrol",
        }


class PageTeaserBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(label=_("Page"))
    title = blocks.CharBlock(
        required=False,
        max_length=120,
        label=_("Other title"),
        help_text=_("Left empty: the title of the page."),
    )
    text = blocks.TextBlock(
        required=False, max_length=300, label=_("Other text"), help_text=_("Left empty: its summary.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Page")


class PageTeasersValue(blocks.StructValue):
    @property
    def teasers(self) -> list[dict]:
        """`{url, title, text, image}` of each page that every citizen may see."""
        from ..teasers import teaser_of

        teasers = (teaser_of(item["page"], item["title"], item["text"]) for item in self["pages"])
        return [teaser for teaser in teasers if teaser]


class PageTeasersBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    intro = blocks.TextBlock(required=False, max_length=300, label=_("Introduction"))
    pages = blocks.ListBlock(PageTeaserBlock(), min_num=1, label=_("Pages"))

    class Meta:
        icon = "doc-full"
        label = _("Teasers of pages")
        description = _("Cards that lead to other pages, with their pictures.")
        template = "blocks/page_teasers.html"
        value_class = PageTeasersValue

    def get_preview_value(self):
        from wagtail.models import Page

        page = Page.objects.live().filter(depth__gt=2).first()
        return self.normalize(
            {"title": "Weiterlesen", "intro": "", "pages": [{"page": page, "title": "", "text": ""}]}
        )


class FormTeasersBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    text = blocks.TextBlock(required=False, max_length=300, label=_("Text"))
    show_brochure = blocks.BooleanBlock(required=False, default=True, label=_("with the brochure"))

    class Meta:
        icon = "form"
        label = _("The three calls to action")
        description = _("Contact, registration and brochure, as set in the town's settings.")
        template = "blocks/form_teasers.html"
        preview_value = {"title": "Machen Sie mit", "text": "", "show_brochure": True}
