"""The contract of the JSON API: pinned, unbroken, typed to the last field, and told in words."""

import copy
import json

import pytest

from cms.api import api
from cms.core.api.reference.document import document_of, readable
from cms.core.management.commands.document_api import PATH, RELEASED
from tests.support.contract import breaks, major

PREFIX = "#/components/schemas/"
DOCUMENT = document_of(api)
SCHEMAS = DOCUMENT["components"]["schemas"]
OPERATIONS = {
    operation["operationId"]: operation for methods in DOCUMENT["paths"].values() for operation in methods.values()
}
# What needs no explanation in the API of a town's website.
SELF_EVIDENT = set(
    "id type title name url street postcode city email phone website width height latitude longitude items "
    "label value count alt text html heading question answer start end date summary links link image images "
    "organisation document documents file contact description language caption author members".split()
)


def test_the_document_is_the_committed_one():
    assert PATH.read_text("utf-8") == readable(DOCUMENT), (
        "The contract changed. If that is meant: `python manage.py document_api`, then look at the difference."
    )


def test_nothing_breaks_what_was_released():
    released = json.loads(RELEASED.read_text("utf-8"))
    if major(DOCUMENT) == major(released):
        assert breaks(released, DOCUMENT) == [], "Keep it, or raise the major version and its address."


def test_everything_reachable_is_typed():
    assert [where for where, schema in _schemas_within(DOCUMENT) if _is_anything(schema)] == []


def test_every_operation_is_told_and_shown():
    silent = [
        f"{name}: {field}"
        for name, operation in OPERATIONS.items()
        for field in ("summary", "description", "x-codeSamples")
        if not operation.get(field)
    ]
    silent += [f"{name}: example" for name, operation in OPERATIONS.items() if not _is_shown(operation)]
    assert silent == []


def test_every_parameter_is_told():
    assert [
        f"{name}: {parameter['name']}"
        for name, operation in OPERATIONS.items()
        for parameter in operation["parameters"]
        if not parameter.get("description")
    ] == []


def test_every_property_is_told_or_needs_no_words():
    assert [
        f"{name}.{field}"
        for name, schema in SCHEMAS.items()
        for field, told in schema.get("properties", {}).items()
        if not (field in SELF_EVIDENT or told.get("description") or "const" in told or _told_by_schema(told))
    ] == []


def test_every_problem_is_a_problem_document():
    assert [
        f"{name} {status}"
        for name, operation in OPERATIONS.items()
        for status, response in operation["responses"].items()
        if status >= "400" and list(response["content"]) != ["application/problem+json"]
    ] == []


def test_operations_have_one_group_each():
    assert [name for name, operation in OPERATIONS.items() if len(operation.get("tags", ())) != 1] == []


def _schemas_within(part, where=""):
    """Every schema of the document with its place."""
    if isinstance(part, list):
        for number, each in enumerate(part):
            yield from _schemas_within(each, f"{where}/{number}")
    elif isinstance(part, dict):
        for name, each in part.items():
            place = f"{where}/{name}"
            if name in {"schema", "items", "additionalProperties"}:
                yield place, each
            elif name in {"properties", "schemas"}:
                yield from ((f"{place}/{key}", value) for key, value in each.items())
            elif name in {"anyOf", "oneOf", "allOf"}:
                yield from ((f"{place}/{number}", value) for number, value in enumerate(each))
            if name not in {"example", "examples", "default", "enum"}:
                yield from _schemas_within(each, place)


def _is_anything(schema) -> bool:
    if schema is False:
        return False
    if schema is True or not ({"$ref", "type", "anyOf", "oneOf", "allOf", "const", "enum"} & set(schema)):
        return True
    if schema.get("type") == "array":
        return "items" not in schema
    is_free = schema.get("additionalProperties") in (None, True, {}) and not schema.get("properties")
    return schema.get("type") == "object" and is_free


def _is_shown(operation: dict) -> bool:
    contents = [
        content
        for status, response in operation["responses"].items()
        if status < "300"
        for kind, content in response.get("content", {}).items()
        if kind == "application/json"
    ]
    return all("example" in content or "examples" in content for content in contents)


def _told_by_schema(schema: dict) -> bool:
    """Whether it is an object, or a list of objects, with words of its own."""
    variants = schema.get("anyOf") or schema.get("oneOf") or [schema]
    references = [each.get("items", each).get("$ref") for each in variants]
    return any(SCHEMAS[name.removeprefix(PREFIX)].get("description") for name in references if name)


def test_free_form_is_seen():
    for schema in ({}, {"type": "object"}, {"type": "array"}, {"description": "x"}, True):
        assert _is_anything(schema)
    places = _schemas_within({"a": {"schema": {"properties": {"b": {"items": {}}}}}})
    assert "/a/schema/properties/b/items" in dict(places)


OLD = {
    "info": {"version": "1.0.0"},
    "paths": {
        "/clubs/": {
            "get": {
                "operationId": "list_clubs",
                "parameters": [
                    {"in": "query", "name": "order", "schema": {"type": "string", "enum": ["title", "new"]}},
                    {"in": "query", "name": "limit", "schema": {"type": "integer", "maximum": 100}},
                ],
                "responses": {
                    "200": {"content": {"application/json": {"schema": {"$ref": f"{PREFIX}Club"}}}},
                    "404": {},
                },
            }
        }
    },
    "components": {
        "schemas": {
            "Club": {
                "type": "object",
                "properties": {
                    "name": {"type": "string"},
                    "state": {"type": "string", "enum": ["open", "full"]},
                    "body": {"items": {"oneOf": [{"$ref": f"{PREFIX}A"}, {"$ref": f"{PREFIX}B"}]}, "type": "array"},
                },
                "required": ["name"],
            },
            "A": {"type": "object", "properties": {"type": {"const": "a", "type": "string"}}},
            "B": {"type": "object", "properties": {"type": {"const": "b", "type": "string"}}},
        }
    },
}


def _get(document):
    return document["paths"]["/clubs/"]["get"]


def _club(document):
    return document["components"]["schemas"]["Club"]


BREAKS = {
    "a path is gone": lambda new: new["paths"].clear(),
    "an operation is gone": lambda new: new["paths"]["/clubs/"].clear(),
    "an operation has another name": lambda new: _get(new).update(operationId="clubs"),
    "a parameter is gone": lambda new: _get(new)["parameters"].pop(),
    "a value of a parameter is gone": lambda new: _get(new)["parameters"][0]["schema"]["enum"].pop(),
    "a bound is narrower": lambda new: _get(new)["parameters"][1]["schema"].update(maximum=50),
    "a bound is new": lambda new: _get(new)["parameters"][1]["schema"].update(minimum=5),
    "a parameter has another type": lambda new: _get(new)["parameters"][1].update(schema={"type": "string"}),
    "a parameter became required": lambda new: _get(new)["parameters"][0].update(required=True),
    "a new parameter is required": lambda new: _get(new)["parameters"].append(
        {"in": "query", "name": "key", "required": True, "schema": {"type": "string"}}
    ),
    "a body is needed": lambda new: _get(new).update(requestBody={"required": True, "content": {}}),
    "a status is gone": lambda new: _get(new)["responses"].pop("200"),
    "a media type is gone": lambda new: _get(new)["responses"]["200"]["content"].clear(),
    "a property is gone": lambda new: _club(new)["properties"].pop("name"),
    "a property may be missing": lambda new: _club(new).update(required=[]),
    "a property may be null": lambda new: _club(new)["properties"].update(
        name={"anyOf": [{"type": "string"}, {"type": "null"}]}
    ),
    "a property has another type": lambda new: _club(new)["properties"].update(name={"type": "integer"}),
    "a property has another format": lambda new: _club(new)["properties"]["name"].update(format="date"),
    "a value of a property is gone": lambda new: _club(new)["properties"]["state"]["enum"].pop(),
    "a variant is gone": lambda new: _club(new)["properties"]["body"]["items"]["oneOf"].pop(),
    "something deep inside is gone": lambda new: new["components"]["schemas"]["B"]["properties"].clear(),
}
GROWTH = {
    "nothing": lambda new: None,
    "an operation": lambda new: new["paths"].update({"/more/": {"get": {"parameters": [], "responses": {}}}}),
    "an optional parameter": lambda new: _get(new)["parameters"].append(
        {"in": "query", "name": "q", "schema": {"type": "string"}}
    ),
    "a value of a parameter": lambda new: _get(new)["parameters"][0]["schema"]["enum"].append("near"),
    "a wider bound": lambda new: _get(new)["parameters"][1]["schema"].update(maximum=500),
    "a property": lambda new: _club(new)["properties"].update(more={"type": "string"}),
    "a property that is always there": lambda new: _club(new)["required"].append("state"),
    "a variant": lambda new: _club(new)["properties"]["body"]["items"]["oneOf"].append(
        {"type": "object", "properties": {"type": {"const": "c", "type": "string"}}}
    ),
    "words": lambda new: _club(new).update(description="A club."),
}


@pytest.mark.parametrize("change", BREAKS.values(), ids=BREAKS)
def test_a_break_is_seen(change):
    new = copy.deepcopy(OLD)
    change(new)
    assert breaks(OLD, new)


@pytest.mark.parametrize("change", GROWTH.values(), ids=GROWTH)
def test_growth_is_no_break(change):
    new = copy.deepcopy(OLD)
    change(new)
    assert breaks(OLD, new) == []
