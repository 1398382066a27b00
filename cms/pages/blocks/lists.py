from typing import Literal

from django.utils.translation import gettext_lazy as _
from ninja import Schema
from pydantic import Field
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from ..api.blocks import BlockItem
from ..api.rich_text import RichText
from ..api.schema import Picture
from .text import SHORT_TEXT_FEATURES, TEXT_FEATURES, RichTextBlock

ICONS = [
    ("people", _("people")),
    ("heart", _("heart")),
    ("hand", _("hand")),
    ("chat", _("conversation")),
    ("home", _("house")),
    ("globe", _("globe")),
    ("pin", _("place")),
    ("star", _("star")),
    ("calendar", _("calendar")),
    ("link", _("connection")),
]


class Fact(Schema):
    number: str = Field(description="With its unit.", examples=["> 3 Mio. €"])
    label: str = Field(description="What it counts.")
    note: str = Field(description="Source or note.")


class FactItem(BlockItem, Fact):
    type: Literal["fact"]


class FactBlock(blocks.StructBlock):
    number = blocks.CharBlock(
        max_length=20, label=_("Number"), help_text=_("With its unit, for example > 3 Mio. €")
    )
    label = blocks.CharBlock(max_length=80, label=_("What it counts"))
    note = blocks.CharBlock(required=False, max_length=160, label=_("Source or note"))

    class Meta:
        icon = "order"
        label = _("Fact")
        api_schema = FactItem


class FactListItem(BlockItem):
    """Large numbers with a few words each."""

    type: Literal["facts"]
    title: str = Field(description="The heading above the numbers; may be empty.")
    facts: list[Fact] = Field(description="In order.")


class FactsBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    facts = blocks.ListBlock(FactBlock(), min_num=1, max_num=8, label=_("Facts"))

    class Meta:
        icon = "order"
        label = _("Facts in numbers")
        description = _("Large numbers with a few words each.")
        template = "blocks/facts.html"
        api_schema = FactListItem
        preview_value = {
            "title": "In Zahlen",
            "facts": [
                {"number": "272", "label": "Städte haben sich beworben", "note": ""},
                {"number": "50", "label": "wurden ausgewählt", "note": ""},
            ],
        }


class ListItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    text = RichTextBlock(features=SHORT_TEXT_FEATURES, required=False, label=_("Text"))
    icon = blocks.ChoiceBlock(ICONS, required=False, label=_("Symbol"))

    class Meta:
        icon = "list-ol"
        label = _("Item")


class ListPoint(Schema):
    title: str
    text: RichText
    icon: str | None = Field(description="A symbol of the site's own set.", examples=["people"])


class NumberedListItem(BlockItem):
    """Points that belong together, each with title and text."""

    type: Literal["numbered_list"]
    title: str = Field(description="The heading above the list; may be empty.")
    intro: RichText
    style: Literal["numbers", "icons", "plain"] = Field(description="How the points are marked.")
    items: list[ListPoint] = Field(description="The points, in order.")


class NumberedListBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    intro = RichTextBlock(features=SHORT_TEXT_FEATURES, required=False, label=_("Introduction"))
    style = blocks.ChoiceBlock(
        [("numbers", _("with numbers")), ("icons", _("with symbols")), ("plain", _("plain"))],
        default="numbers",
        label=_("Appearance"),
    )
    items = blocks.ListBlock(ListItemBlock(), min_num=1, label=_("Items"))

    class Meta:
        icon = "list-ol"
        label = _("List with explanations")
        description = _("Several points that belong together, each with title and text.")
        template = "blocks/numbered_list.html"
        api_schema = NumberedListItem
        preview_value = {
            "title": "Vier Bausteine",
            "intro": "",
            "style": "numbers",
            "items": [
                {"title": "Eine Anlaufstelle", "text": "<p>Alle Fragen an einem Ort.</p>", "icon": "home"},
                {"title": "Netzwerke", "text": "<p>Gemeinsam statt nebeneinander.</p>", "icon": "link"},
            ],
        }


class StepBlock(blocks.StructBlock):
    label = blocks.CharBlock(
        required=False, max_length=40, label=_("When"), help_text=_("A year, a month or “Step 1”.")
    )
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    text = RichTextBlock(features=SHORT_TEXT_FEATURES, required=False, label=_("Text"))

    class Meta:
        icon = "history"
        label = _("Step")


class TimelineStep(Schema):
    label: str = Field(description="When; may be empty.")
    title: str
    text: RichText


class TimelineItem(BlockItem):
    """Steps or events one after another. Where the first has no label, they are numbered."""

    type: Literal["timeline"]
    title: str = Field(description="The heading above the steps; may be empty.")
    steps: list[TimelineStep] = Field(description="In order.")


class TimelineBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    steps = blocks.ListBlock(StepBlock(), min_num=1, label=_("Steps"))

    class Meta:
        icon = "history"
        label = _("Timeline")
        description = _("Steps or events one after another.")
        template = "blocks/timeline.html"
        api_schema = TimelineItem
        preview_value = {
            "title": "So ist es entstanden",
            "steps": [
                {"label": "Schritt 1", "title": "Einladung", "text": "<p>Alle kommen zusammen.</p>"},
                {"label": "Schritt 2", "title": "Umfrage", "text": "<p>Was gibt es schon?</p>"},
            ],
        }


class AccordionItemBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=160, label=_("Question"))
    answer = RichTextBlock(features=TEXT_FEATURES, label=_("Answer"))

    class Meta:
        icon = "help"
        label = _("Question and answer")


class Question(Schema):
    question: str = Field(description="What people ask, plain text.")
    answer: RichText


class AccordionItem(BlockItem):
    """Questions whose answers open on a click."""

    type: Literal["accordion"]
    title: str = Field(description="The heading above the questions; may be empty.")
    items: list[Question] = Field(description="The questions, in order.")


class AccordionBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    items = blocks.ListBlock(AccordionItemBlock(), min_num=1, label=_("Questions"))

    class Meta:
        icon = "collapse-down"
        label = _("Questions and answers")
        description = _("Answers that open on a click.")
        template = "blocks/accordion.html"
        api_schema = AccordionItem
        preview_value = {
            "title": "Häufige Fragen",
            "items": [{"question": "Kostet das etwas?", "answer": "<p>Nein.</p>"}],
        }


class PartnerBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=120, label=_("Name"))
    role = blocks.CharBlock(required=False, max_length=160, label=_("Role"))
    logo = ImageChooserBlock(required=False, label=_("Logo"))
    url = blocks.URLBlock(required=False, label=_("Website"))

    class Meta:
        icon = "group"
        label = _("Partner")


class Partner(Schema):
    name: str
    role: str = Field(description="What they contribute; may be empty.")
    logo: Picture | None = Field(description="It only decorates: the name stands beside it.")
    url: str | None = Field(description="Their website.")


class PartnerListItem(BlockItem):
    """Partners and sponsors."""

    type: Literal["partners"]
    title: str = Field(description="The heading above the partners; may be empty.")
    partners: list[Partner] = Field(description="In order.")


class PartnersBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    partners = blocks.ListBlock(PartnerBlock(), min_num=1, label=_("Partners"))

    class Meta:
        icon = "group"
        label = _("Partners")
        description = _("Partners and sponsors with role and logo.")
        template = "blocks/partners.html"
        api_schema = PartnerListItem
        preview_value = {
            "title": "Unsere Partner",
            "partners": [{"name": "Musterstiftung", "role": "Förderin", "logo": None, "url": ""}],
        }
