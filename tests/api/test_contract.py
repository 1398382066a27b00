"""The contract of the JSON API: pinned, compatible, fully typed, and documented."""

import json

import pytest
from jsonschema import Draft202012Validator
from yaml.reader import Reader

from cms.api import api
from cms.api_toolkit.management.commands.document_api import PATH, RELEASED
from cms.api_toolkit.reference.document import document_of, readable
from cms.api_toolkit.reference.examples import example_of
from tests.support.contract import breaks, major
from tests.support.foreign import findings_of_redocly, verdicts_of_ajv

PREFIX = "#/components/schemas/"
DOCUMENT = document_of(api)
SCHEMAS = DOCUMENT["components"]["schemas"]
OPERATIONS = {
    operation["operationId"]: operation
    for methods in DOCUMENT["paths"].values()
    for operation in methods.values()
}
# Fields that need no description.
# Of JSON Schema, in the models of schemas (their names end in "Schema").
KEYWORDS = {
    "items",
    "oneOf",
    "anyOf",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "pattern",
    "uniqueItems",
}
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


def test_validators_of_other_people_compile_every_schema():
    different = {json.dumps(schema, sort_keys=True): where for where, schema in _outermost_schemas(DOCUMENT)}
    for text in different:
        Draft202012Validator.check_schema(json.loads(text))
    checks = [{"schema": json.loads(text), "values": []} for text in different]
    faults = zip(different.values(), verdicts_of_ajv(checks, DOCUMENT["components"]), strict=True)
    assert [(where, fault) for where, fault in faults if fault != []] == []


def test_parsers_of_yaml_read_it():
    """JSON is YAML, and many generators read it as such; but YAML knows fewer characters."""
    assert Reader.NON_PRINTABLE.findall(PATH.read_text("utf-8")) == []


def test_a_linter_of_other_people_finds_nothing():
    assert findings_of_redocly(PATH) == []


def test_no_parameter_may_be_null():
    """Who does not give one leaves it out; generated clients would offer what no address can say."""
    assert [
        f"{name}: {parameter['name']}"
        for name, operation in OPERATIONS.items()
        for parameter in operation["parameters"]
        if {"type": "null"} in parameter["schema"].get("anyOf", ())
    ] == []


def test_models_of_bodies_have_names():
    bodies = [
        (f"{name}: {kind}", content["schema"])
        for name, operation in OPERATIONS.items()
        for kind, content in operation.get("requestBody", {}).get("content", {}).items()
    ]
    models = [
        (where, each) for where, schema in bodies for each in schema.get("properties", {"": schema}).values()
    ]
    assert bodies
    assert [where for where, model in models if "$ref" not in model] == []


def test_every_operation_is_told_and_shown():
    silent = [
        f"{name}: {field}"
        for name, operation in OPERATIONS.items()
        for field in ("summary", "description", "x-codeSamples")
        if not operation.get(field)
    ]
    silent += [f"{name}: example" for name, operation in OPERATIONS.items() if not _is_shown(operation)]
    assert silent == []


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_the_example_has_each_property_of_its_schema_and_no_other(name):
    answer = example_of(name)["answer"]
    if answer is not None:
        (schema,) = _schemas_of_success(OPERATIONS[name])
        wrong = list(Draft202012Validator(schema | {"components": _strict_components()}).iter_errors(answer))
        assert wrong == [], "Run `python manage.py record_api_examples` with the demonstration."


def _schemas_of_success(operation: dict) -> list[dict]:
    return [
        response["content"]["application/json"]["schema"]
        for status, response in operation["responses"].items()
        if status < "300"
    ]


def _strict_components() -> dict:
    return {
        "schemas": {
            name: schema | {"required": list(schema["properties"]), "additionalProperties": False}
            # A JSON Schema has the keywords that hold for it.
            if schema.get("properties") and not name.endswith("Schema")
            else schema
            for name, schema in SCHEMAS.items()
        }
    }


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
        if not (
            field in _self_evident(name)
            or told.get("description")
            or "const" in told
            or _told_by_schema(told)
        )
    ] == []


def _self_evident(schema: str) -> set[str]:
    return SELF_EVIDENT | KEYWORDS if schema.endswith("Schema") else SELF_EVIDENT


def test_every_problem_is_a_problem_document():
    assert [
        f"{name} {status}"
        for name, operation in OPERATIONS.items()
        for status, response in operation["responses"].items()
        if status >= "400" and list(response["content"]) != ["application/problem+json"]
    ] == []


def test_operations_have_one_group_each():
    assert [name for name, operation in OPERATIONS.items() if len(operation.get("tags", ())) != 1] == []


def _schemas_within(part):
    """All schemas of operations and components, each with its location."""
    for where, schema in _outermost_schemas(part):
        yield from _schemas_of(schema, where)


def _outermost_schemas(part, where=""):
    if isinstance(part, list):
        for number, each in enumerate(part):
            yield from _outermost_schemas(each, f"{where}/{number}")
    elif isinstance(part, dict):
        for name, each in part.items():
            if name == "schema":
                yield where, each
            elif name == "schemas":
                yield from each.items()
            elif name != "example":
                yield from _outermost_schemas(each, f"{where}/{name}")


def _schemas_of(schema, where):
    """A schema and all nested ones."""
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
    """Whether it is an object, or a list of objects, with a description of its own."""
    variants = schema.get("anyOf") or schema.get("oneOf") or [schema]
    references = [each.get("items", each).get("$ref") for each in variants]
    return any(SCHEMAS[name.removeprefix(PREFIX)].get("description") for name in references if name)


def test_free_form_is_seen():
    for schema in ({}, {"type": "object"}, {"type": "array"}, {"description": "x"}, True):
        assert _is_anything(schema)
    places = dict(_schemas_within({"a": {"schema": {"properties": {"b": {"items": {}}}}}}))
    assert places["/a.b[]"] == {}
