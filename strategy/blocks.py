from datetime import date as Day
from decimal import Decimal
from typing import Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from ninja import Schema
from pydantic import Field
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from cms.pages.api.blocks import BlockItem, struct_value
from cms.pages.api.rich_text import RichText
from cms.pages.api.schema import Picture
from cms.pages.blocks import RichTextBlock

from .charts import Chart, YearValue, draw


class YearBlock(blocks.StructBlock):
    year = blocks.IntegerBlock(label=_("Year"), min_value=1990, max_value=2100)
    target = blocks.DecimalBlock(required=False, label=_("Target"), max_digits=12, decimal_places=2)
    actual = blocks.DecimalBlock(
        required=False,
        label=_("Actual"),
        max_digits=12,
        decimal_places=2,
        help_text=_("Leave empty as long as it is not known."),
    )

    class Meta:
        icon = "calendar"
        label = _("Year")

    def clean(self, value):
        value = super().clean(value)
        if value["target"] is None and value["actual"] is None:
            error = ValidationError(_("Please give the target, the actual value, or both."))
            raise StructBlockValidationError(block_errors={"actual": error})
        return value


class IndicatorValue(blocks.StructValue):
    @property
    def years(self) -> list[YearValue]:
        """The values by year, earliest first."""
        rows = (YearValue(row["year"], row["target"], row["actual"]) for row in self["values"])
        return sorted(rows, key=lambda row: row.year)

    @property
    def chart(self) -> Chart:
        return draw(self.years)

    @property
    def latest(self) -> YearValue | None:
        """The latest year with an actual value."""
        return next((row for row in reversed(self.years) if row.actual is not None), None)

    @property
    def goal(self) -> YearValue | None:
        """The latest year with a target."""
        return next((row for row in reversed(self.years) if row.target is not None), None)


class IndicatorYear(Schema):
    year: int = Field(description="With four digits.")
    target: float | None = Field(description="What was meant to be reached.")
    actual: float | None = Field(description="Null as long as it is not known.")


class IndicatorItem(BlockItem):
    """A figure with target and actual values over the years."""

    type: Literal["indicator"]
    name: str = Field(description="What is measured.")
    unit: str = Field(description="What the values count, in words or as a sign; may be empty.")
    note: str = Field(description="Source or note.")
    values: list[IndicatorYear] = Field(description="The earliest year first.")


class IndicatorBlock(blocks.StructBlock):
    name = blocks.CharBlock(
        max_length=120, label=_("What is measured"), help_text=_("For example “Clubs in the directory”.")
    )
    unit = blocks.CharBlock(
        required=False, max_length=30, label=_("Unit"), help_text=_("For example clubs, %, hours.")
    )
    note = blocks.CharBlock(required=False, max_length=200, label=_("Source or note"))
    values = blocks.ListBlock(YearBlock(), min_num=1, max_num=12, label=_("Values"))

    class Meta:
        icon = "order"
        label = _("Indicator")
        description = _("A figure with target and actual values over the years, drawn as a chart.")
        template = "strategy/indicator.html"
        value_class = IndicatorValue
        api_schema = IndicatorItem
        preview_template = "strategy/block_preview.html"
        preview_value = {
            "name": "Vereine im Verzeichnis",
            "unit": "Vereine",
            "note": "",
            "values": [
                {"year": 2024, "target": Decimal(80), "actual": Decimal(74)},
                {"year": 2025, "target": Decimal(100), "actual": Decimal(112)},
                {"year": 2026, "target": Decimal(120), "actual": None},
            ],
        }

    def api_value(self, raw, targets) -> dict:
        values = struct_value(self, raw, targets)
        return values | {"values": sorted(values["values"], key=lambda row: row["year"])}

    def clean(self, value):
        value = super().clean(value)
        seen, errors = set(), {}
        for position, row in enumerate(value["values"]):
            if row["year"] in seen:
                errors[position] = ValidationError(_("This year stands here twice."))
            seen.add(row["year"])
        if errors:
            raise StructBlockValidationError(
                block_errors={"values": ListBlockValidationError(block_errors=errors)}
            )
        return value


class MilestoneItem(BlockItem):
    """Something that shall be reached in a month."""

    type: Literal["milestone"]
    date: Day = Field(description="Show only month and year.")
    title: str = Field(description="What shall be reached.")
    text: RichText
    done: bool = Field(description="Whether it is reached.")


class MilestoneBlock(blocks.StructBlock):
    date = blocks.DateBlock(label=_("Date"), help_text=_("Only month and year are shown."))
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    text = RichTextBlock(features=["bold", "link", "document-link"], required=False, label=_("Text"))
    done = blocks.BooleanBlock(required=False, default=False, label=_("Reached"))

    class Meta:
        icon = "thumbtack"
        label = _("Milestone")
        api_schema = MilestoneItem


class StrategyPartnerBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=120, label=_("Name"))
    role = blocks.CharBlock(
        max_length=160,
        label=_("Role"),
        help_text=_("What they contribute, for example “Cooperation partner”."),
    )
    text = blocks.TextBlock(required=False, max_length=400, label=_("Description"))
    logo = ImageChooserBlock(required=False, label=_("Logo"))
    url = blocks.URLBlock(required=False, label=_("Website"))

    class Meta:
        icon = "group"
        label = _("Partner")


class StrategyPartner(Schema):
    name: str
    role: str = Field(description="What they contribute.")
    text: str = Field(description="Who they are, plain text; may be empty.")
    logo: Picture | None = Field(description="It only decorates: the name stands beside it.")
    url: str | None = Field(description="Their website.")


class PartnerGroupItem(BlockItem):
    """Partners or sponsors of one kind."""

    type: Literal["group"]
    title: str = Field(description="The heading of the group.")
    intro: str = Field(description="Stands below the heading; may be empty.")
    partners: list[StrategyPartner] = Field(description="In order.")


class PartnerGroupBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("Heading"))
    intro = blocks.TextBlock(required=False, max_length=400, label=_("Introduction"))
    partners = blocks.ListBlock(StrategyPartnerBlock(), min_num=1, label=_("Partners"))

    class Meta:
        icon = "group"
        label = _("Group of partners")
        description = _("A heading and partners or sponsors with role and logo.")
        template = "strategy/partner_group.html"
        api_schema = PartnerGroupItem
        preview_template = "strategy/block_preview.html"
        preview_value = {
            "title": "Kooperationspartner",
            "intro": "",
            "partners": [
                {"name": "Musterverband", "role": "Kooperationspartner", "text": "", "logo": None, "url": ""},
                {"name": "Musterstiftung", "role": "Förderin", "text": "", "logo": None, "url": ""},
            ],
        }
