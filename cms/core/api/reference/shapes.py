"""Schemas in words: what a value may be, and which properties an object has."""

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
    """A piece of a description; `schema` names the schema that it links to, `is_code` what stands in JSON."""

    text: str
    schema: str = ""
    is_code: bool = False


@dataclass(frozen=True)
class Property:
    name: str
    words: list[Word]
    is_required: bool
    description: str
    notes: list[str]


def words_of(schema: dict) -> list[Word]:
    return list(_words(schema))


def properties_of(schema: dict) -> list[Property]:
    required = set(schema.get("required", ()))
    return [
        property_of(name, each, is_required=name in required)
        for name, each in schema.get("properties", {}).items()
    ]


def property_of(name: str, schema: dict, is_required: bool, description: str = "") -> Property:
    words = description or schema.get("description", "")
    return Property(name, words_of(schema), is_required, words, list(_notes(schema)))


def _words(schema: dict) -> Iterator[Word]:
    if "$ref" in schema:
        yield Word(_name(schema), _name(schema))
    elif either := _either(schema):
        yield from _joined(" or ", [words_of(each) for each in either])
    elif values := _values(schema):
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


def _values(schema: dict) -> list:
    return [schema["const"]] if "const" in schema else schema.get("enum", [])


def _either(schema: dict) -> list[dict]:
    return schema.get("oneOf") or schema.get("anyOf") or []


def _name(schema: dict) -> str:
    return schema["$ref"].removeprefix(PREFIX)


def _notes(schema: dict) -> Iterator[str]:
    parts = [schema, *_either(schema)]
    for part in parts:
        yield from (words.format(part[name]) for name, words in BOUNDS.items() if name in part)
    if schema.get("default") not in (None, "", []):
        yield f"default: {_plain(schema['default'])}"
    if schema.get("examples"):
        yield "for example " + ", ".join(_plain(value) for value in schema["examples"][:3])


def _plain(value) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
