from typing import Literal

from django.utils.translation import gettext_lazy as _
from ninja import Schema
from pydantic import Field
from wagtail import blocks

from ..api.blocks import BlockItem, struct_value
from ..api.schema import TargetLink, Teaser
from ..teasers import teaser_of
from .links import LinkBlock


class CallToActionItem(BlockItem):
    """A coloured box with one link. Without a public target it is left out."""

    type: Literal["call_to_action"]
    title: str = Field(description="The heading of the box.")
    text: str = Field(description="One or two sentences; may be empty.")
    link: TargetLink
    tone: Literal["petrol", "coral", "leaf", "sun"] = Field(description="`petrol` is the town's own colour.")


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
        api_schema, api_needs = CallToActionItem, "link"
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

    def api_value(self, raw, targets) -> dict | None:
        return targets.teaser(raw["page"], raw.get("title") or "", raw.get("text") or "")


class PageTeasersValue(blocks.StructValue):
    @property
    def teasers(self) -> list[dict]:
        """`{url, title, text, image}` of each page that every citizen may see."""
        teasers = (teaser_of(item["page"], item["title"], item["text"]) for item in self["pages"])
        return [teaser for teaser in teasers if teaser]


class PageTeasersItem(BlockItem):
    """Cards that lead to other pages, as far as these are public."""

    type: Literal["page_teasers"]
    title: str = Field(description="The heading above the cards; may be empty.")
    intro: str = Field(description="Stands above the cards; may be empty.")
    pages: list[Teaser] = Field(description="Those that are public.")


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
        api_schema, api_needs = PageTeasersItem, "pages"

    def get_preview_value(self):
        from wagtail.models import Page

        page = Page.objects.live().filter(depth__gt=2).first()
        return self.normalize(
            {"title": "Weiterlesen", "intro": "", "pages": [{"page": page, "title": "", "text": ""}]}
        )


class Brochure(Schema):
    title: str = Field(description="The title of the document.")
    url: str = Field(description="Absolute; answers with the file.")
    note: str = Field(description="What to expect: type, pages, size.", examples=["PDF, 8 Seiten, 1,2 MB"])


class FormTeasersItem(BlockItem):
    """The calls to action that the town's settings name. What is not public is null."""

    type: Literal["form_teasers"]
    title: str = Field(description="The heading above the calls; may be empty.")
    text: str = Field(description="Stands above the calls; may be empty.")
    contact_url: str | None = Field(description="The contact page, absolute.")
    registration_url: str | None = Field(description="Where clubs register, absolute.")
    brochure: Brochure | None = Field(
        description="The town's brochure; also null where the block leaves it out."
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
        api_schema = FormTeasersItem

    def api_value(self, raw, targets) -> dict:
        values = struct_value(self, raw, targets)
        return values | targets.calls_to_action(with_brochure=values.pop("show_brochure"))
