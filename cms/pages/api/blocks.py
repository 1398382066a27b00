"""From a block's stored value to its schema.

By default a block becomes its fields by name; `api_value(raw, targets)` overrides that. A struct whose `Meta` names a
field as `api_needs` is left out if that field is missing, as on the site.
"""

from functools import singledispatch

from ninja import Schema
from pydantic import Field
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from .rich_text import rich_text
from .stored import image_id, item_value


class BlockItem(Schema):
    """What every block of a body has."""

    id: str = Field(description="Stays the same when the block is changed or moved.")


def stream(block: blocks.BaseStreamBlock, raw, targets) -> list[dict]:
    """Return the blocks of a stream, each with its type and id."""
    items = []
    for child in raw or ():
        known = block.child_blocks.get(child["type"])
        value = value_of(known, child["value"], targets) if known else None
        if value is not None:
            items.append({"type": child["type"], "id": child.get("id") or ""} | value)
    return items


def stream_of(row, name: str, targets) -> list[dict]:
    """Return the blocks in this field of a page."""
    return stream(row._meta.get_field(name).stream_block, getattr(row, name).raw_data, targets)


def value_of(block: blocks.Block, raw, targets):
    """Return the value for the block's schema; None when there is nothing to show."""
    own = getattr(block, "api_value", None)
    return own(raw, targets) if own else plain_value(block, raw, targets)


@singledispatch
def plain_value(block: blocks.Block, raw, targets):
    return raw


@plain_value.register
def struct_value(block: blocks.BaseStructBlock, raw, targets) -> dict | None:
    raw = raw or {}
    values = {name: value_of(child, raw.get(name), targets) for name, child in block.child_blocks.items()}
    needed = getattr(block.meta, "api_needs", None)
    return None if needed and not values[needed] else values


@plain_value.register
def _stream(block: blocks.BaseStreamBlock, raw, targets) -> list[dict]:
    return stream(block, raw, targets)


@plain_value.register
def _list(block: blocks.ListBlock, raw, targets) -> list:
    values = (value_of(block.child_block, item_value(item), targets) for item in raw or ())
    return [value for value in values if value is not None]


@plain_value.register
def _text(block: blocks.CharBlock, raw, targets) -> str:
    return raw or ""


@plain_value.register
def _long_text(block: blocks.TextBlock, raw, targets) -> str:
    return raw or ""


@plain_value.register
def _address(block: blocks.URLBlock, raw, targets) -> str | None:
    return raw or None


@plain_value.register
def _choice(block: blocks.ChoiceBlock, raw, targets) -> str | None:
    return raw or block.get_default() or None


@plain_value.register
def _yes_or_no(block: blocks.BooleanBlock, raw, targets) -> bool:
    return bool(raw)


@plain_value.register
def _number(block: blocks.DecimalBlock, raw, targets) -> float | None:
    return None if raw in (None, "") else float(raw)


@plain_value.register
def _rich_text(block: blocks.RichTextBlock, raw, targets) -> dict:
    return rich_text(raw, targets)


@plain_value.register
def _chosen_picture(block: ImageChooserBlock, raw, targets) -> dict | None:
    return targets.picture(raw)


@plain_value.register
def _picture(block: ImageBlock, raw, targets) -> dict | None:
    if not isinstance(raw, dict):
        return targets.picture(image_id(raw))
    alt = "" if raw.get("decorative") else raw.get("alt_text") or None
    return targets.picture(raw.get("image"), alt)


@plain_value.register
def _document(block: DocumentChooserBlock, raw, targets) -> dict | None:
    return targets.file(raw)


@plain_value.register
def _table(block: BaseTypedTableBlock, raw, targets) -> dict:
    raw = raw or {"columns": [], "rows": [], "caption": ""}
    return {
        "caption": raw.get("caption") or "",
        "columns": raw["columns"],
        "rows": [
            [_cell(block, *pair, targets) for pair in zip(raw["columns"], row["values"], strict=False)]
            for row in raw["rows"]
        ],
    }


def _cell(block: BaseTypedTableBlock, column: dict, raw, targets) -> dict:
    value = value_of(block.child_blocks[column["type"]], raw, targets)
    return {"type": column["type"]} | (value if isinstance(value, dict) else {"value": value})
