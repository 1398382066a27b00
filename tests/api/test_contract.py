"""The contract of the JSON API: pinned, unbroken, typed to the last field, and told in words."""

import json

from cms.api import api
from cms.core.api.reference.document import document_of, readable
from cms.core.management.commands.document_api import PATH, RELEASED
from tests.support.contract import breaks, major

PREFIX = "#/components/schemas/"
DOCUMENT = document_of(api)
SCHEMAS = DOCUMENT["components"]["schemas"]
OPERATIONS = {
    operation["operationId"]: operation
    for methods in DOCUMENT["paths"].values()
    for operation in methods.values()
}
# What needs no explanation in the API of a town's website.
SELF_EVIDENT = {"id", "title", "name", "street", "house_number", "postcode", "city", "email"}


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
    """Every schema of the operations, and of the components, with its place."""
    if isinstance(part, list):
        for number, each in enumerate(part):
            yield from _schemas_within(each, f"{where}/{number}")
    elif isinstance(part, dict):
        for name, each in part.items():
            if name == "schema":
                yield from _schemas_of(each, where)
            elif name == "schemas":
                for schema, told in each.items():
                    yield from _schemas_of(told, schema)
            elif name != "example":
                yield from _schemas_within(each, f"{where}/{name}")


def _schemas_of(schema, where):
    """A schema and those in it."""
    yield where, schema
    if not isinstance(schema, dict):
        return
    for name, each in schema.get("properties", {}).items():
        yield from _schemas_of(each, f"{where}.{name}")
    for each in (*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())):
        yield from _schemas_of(each, f"{where} or")
    for name in ("items", "additionalProperties"):
        if name in schema:
            yield from _schemas_of(schema[name], f"{where}[]")


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
    places = dict(_schemas_within({"a": {"schema": {"properties": {"b": {"items": {}}}}}}))
    assert places["/a.b[]"] == {}
