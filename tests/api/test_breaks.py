"""Which changes count as breaking the contract."""

import copy

import pytest

from tests.support.contract import PREFIX, breaks

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
                    "body": {
                        "items": {"oneOf": [{"$ref": f"{PREFIX}A"}, {"$ref": f"{PREFIX}B"}]},
                        "type": "array",
                    },
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
