from typing import Annotated, Literal

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from ninja import Schema
from pydantic import Field
from typing_extensions import TypeAliasType
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from ..api.blocks import BlockItem, struct_value
from ..api.rich_text import RichText
from ..api.schema import Picture
from .previews import PreviewImage

TEXT_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link", "hr"]
SHORT_TEXT_FEATURES = ["bold", "italic", "link", "document-link"]


class RichTextItem(BlockItem, RichText):
    """Running text."""

    type: Literal["richtext"]


class RichTextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        super().__init__(**({"features": TEXT_FEATURES} | kwargs))

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Running text with links and lists.")
        template = "blocks/richtext.html"
        api_schema = RichTextItem
        preview_value = (
            "<p>Gemeinsam geht mehr: <b>Vereine, Stadt und Betriebe</b> ziehen an einem Strang.</p>"
        )


def heading_anchor(text: str) -> str:
    """The anchor of a heading, for example "vier-bausteine"."""
    return slugify(text)


class HeadingValue(blocks.StructValue):
    @property
    def anchor(self) -> str:
        return heading_anchor(self.get("text") or "")


class HeadingItem(BlockItem):
    """The beginning of a section."""

    type: Literal["heading"]
    text: str = Field(description="The heading, plain text.")
    level: Literal["h2", "h3"] = Field(description="`h3` stands below the `h2` before it.")
    anchor: str = Field(description="The `id` that the element needs, so that links to it work.")


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=120, label=_("Heading"))
    level = blocks.ChoiceBlock(
        [("h2", _("Section")), ("h3", _("Subsection"))],
        default="h2",
        label=_("Level"),
        help_text=_("A subsection stands below a section."),
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Starts a section and appears in the table of contents.")
        template = "blocks/heading.html"
        value_class = HeadingValue
        preview_value = {"text": "Was wir vorhaben", "level": "h2"}
        api_schema = HeadingItem

    def api_value(self, raw, targets) -> dict:
        values = struct_value(self, raw, targets)
        return values | {"anchor": heading_anchor(values["text"])}


class QuoteItem(BlockItem):
    """What somebody says."""

    type: Literal["quote"]
    text: str = Field(description="Without quotation marks.")
    person: str = Field(description="Who says it; may be empty.")
    role: str = Field(description="What that person does; may be empty.")
    image: Picture | None = Field(description="The portrait; it only decorates.")


class QuoteBlock(PreviewImage, blocks.StructBlock):
    text = blocks.TextBlock(max_length=500, label=_("Quote"))
    person = blocks.CharBlock(max_length=80, required=False, label=_("Who says it?"))
    role = blocks.CharBlock(max_length=120, required=False, label=_("Role"))
    image = PreviewImage.chooser(required=False, label=_("Portrait"))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("What somebody says, set in large type.")
        template = "blocks/quote.html"
        api_schema = QuoteItem
        preview_value = {
            "text": "Hier kennt man sich – und hilft sich.",
            "person": "Eine Bürgerin",
            "role": "Nachbarschaftshilfe",
        }


class TableText(Schema):
    type: Literal["text"]
    value: str = Field(description="Plain text; may be empty.")


class TableNumber(Schema):
    type: Literal["number"]
    value: float | None = Field(description="Null where the cell is empty.")


class TableRichText(RichText):
    type: Literal["rich_text"]


TableCell = TypeAliasType(
    "TableCell", Annotated[TableText | TableNumber | TableRichText, Field(discriminator="type")]
)


class TableColumn(Schema):
    type: Literal["text", "number", "rich_text"] = Field(description="What all cells of this column hold.")
    heading: str = Field(description="The heading of the column; may be empty.")


class TableItem(BlockItem):
    """Figures that are compared. The first cell of each row is its heading."""

    type: Literal["table"]
    caption: str = Field(description="What the table shows; may be empty.")
    columns: list[TableColumn] = Field(description="From left to right.")
    rows: list[list[TableCell]] = Field(description="From top to bottom, each with one cell per column.")


class TableBlock(TypedTableBlock):
    def __init__(self, **kwargs):
        columns = [
            ("text", blocks.CharBlock(required=False, label=_("Text"))),
            ("number", blocks.DecimalBlock(required=False, label=_("Number"))),
            (
                "rich_text",
                RichTextBlock(features=SHORT_TEXT_FEATURES, required=False, label=_("Text with links")),
            ),
        ]
        super().__init__(columns, **kwargs)

    def get_preview_value(self):
        return self.to_python(
            {
                "columns": [{"type": "text", "heading": "Jahr"}, {"type": "number", "heading": "Vereine"}],
                "rows": [{"values": ["2024", "112"]}, {"values": ["2025", "131"]}],
                "caption": "Vereine im Verzeichnis",
            }
        )

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("For figures that are compared. Give it a caption.")
        template = "blocks/table.html"
        api_schema = TableItem
