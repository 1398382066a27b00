"""Schemas in words: allowed values and properties."""

from collections.abc import Iterator
from dataclasses import dataclass

PREFIX = "#/components/schemas/"
NAMES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "null": "null",
    "object": "object",
}
FORMATS = {
    "date-time": "date and time (ISO 8601)",
    "date": "date (ISO 8601)",
    "time": "time (ISO 8601)",
    "uri": "address",
    "uuid": "UUID",
    "email": "e-mail address",
    "binary": "file",
    "duration": "duration (ISO 8601)",
}
BOUNDS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
}


@dataclass(frozen=True)
class Word:
    """Part of a description; `schema` names a schema to link to, `is_code` marks literal JSON."""

    text: str
    schema: str = ""
    is_code: bool = False


def words_of(schema: dict) -> list[Word]:
    return list(_words(schema))


def properties_of(schema: dict) -> list[dict]:
    required, properties = schema.get("required", ()), schema.get("properties", {})
    return [property_of(name, each, name in required) for name, each in properties.items()]


def property_of(name: str, schema: dict, is_required: bool, description: str = "") -> dict:
    return {
        "name": name,
        "words": words_of(schema),
        "is_required": is_required,
        "description": description or schema.get("description", ""),
        "notes": list(_notes(schema)),
    }


def _words(schema: dict) -> Iterator[Word]:
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(PREFIX)
        yield Word(name, name)
    elif either := _either(schema):
        yield from _joined(" or ", [words_of(each) for each in either])
    elif values := [schema["const"]] if "const" in schema else schema.get("enum"):
        yield from _joined(" · ", [[Word(str(value), is_code=True)] for value in values])
    elif "items" in schema:
        yield from (Word("list of "), *_words(schema["items"]))
    elif isinstance(schema.get("additionalProperties"), dict):
        yield from (Word("object of "), *_words(schema["additionalProperties"]))
    else:
        yield Word(FORMATS.get(schema.get("format")) or NAMES.get(schema.get("type"), "value"))


def _joined(between: str, parts: list[list[Word]]) -> Iterator[Word]:
    for number, words in enumerate(parts):
        yield from ([Word(between)] if number else [])
        yield from words


def _either(schema: dict) -> list[dict]:
    return schema.get("oneOf") or schema.get("anyOf") or []


def _notes(schema: dict) -> Iterator[str]:
    for part in (schema, *_either(schema)):
        yield from (words.format(part[name]) for name, words in BOUNDS.items() if name in part)
    if schema.get("default") not in (None, "", []):
        yield f"default: {_plain(schema['default'])}"
    if schema.get("examples"):
        yield "for example " + ", ".join(_plain(value) for value in schema["examples"][:3])


def _plain(value) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
