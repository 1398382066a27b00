"""Converts the content's lists of `{block: value}` to the raw data of a StreamField."""

import json
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock

from .data import ContentError
from .references import References, is_reference


def to_stream(block: StreamBlock, items: list[dict], references: References) -> str:
    """Return JSON for the field. Raise ContentError for what an editor could not save."""
    raw = _raw(block, items, references)
    try:
        block.clean(block.to_python(raw))
    except ValidationError as error:
        raise ContentError(_words(error)) from error
    return json.dumps(raw)


def _raw(block: Block, value: Any, references: References) -> Any:
    if is_reference(value):
        return references.find(value).pk
    if isinstance(block, StreamBlock):
        return [_stream_item(block, item, references) for item in value]
    if isinstance(block, ListBlock):
        return [_raw(block.child_block, each, references) for each in value]
    if isinstance(block, StructBlock):
        return {name: _raw(_child(block, name), each, references) for name, each in value.items()}
    return _leaf(value, references)


def _stream_item(block: StreamBlock, item: dict, references: References) -> dict:
    name, value = next(iter(item.items()))
    try:
        return {"type": name, "value": _raw(_child(block, name), value, references)}
    except ContentError as error:
        raise ContentError(f"{name}: {error}") from error


def _child(block: Block, name: str) -> Block:
    if name not in block.child_blocks:
        raise ContentError(f"“{name}” is unknown; possible are {', '.join(block.child_blocks)}.")
    return block.child_blocks[name]


def _leaf(value: Any, references: References) -> Any:
    if isinstance(value, str):
        return references.link(value)
    return value.isoformat() if isinstance(value, date) else value


def _words(error: ValidationError) -> str:
    """Find the messages, which block errors nest in dictionaries."""
    inner = getattr(error, "block_errors", None) or {}
    parts = [f"{name}: {_words(each)}" for name, each in dict(inner).items() if each]
    return "; ".join(parts) or "; ".join(error.messages)
