"""How Wagtail stores the values of a few blocks. Imports nothing, so that blocks and whatever reads them may."""


def item_value(item):
    """Return the value of a list's item; lists from before Wagtail 2.16 hold bare values."""
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" else item


def image_id(raw) -> int | None:
    """Return the id of an ImageBlock's picture; blocks that were ImageChooserBlocks once hold the bare id."""
    return raw.get("image") if isinstance(raw, dict) else raw


def table_cells(raw: dict | None):
    """Yield column and value of each cell, row by row."""
    for row in (raw or {}).get("rows", ()):
        yield from zip(raw["columns"], row["values"], strict=False)
