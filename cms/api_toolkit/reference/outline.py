"""The OpenAPI document arranged for a page: operations in groups, then the schemas."""

import json

from .shapes import properties_of, property_of, words_of

PLACES = {"path": "in the address", "query": "query", "header": "header", "cookie": "cookie"}


def outline_of(document: dict) -> dict:
    """Return the title, version and description, `groups` of operations, and `shapes`, the schemas."""
    info = {name: document["info"][name] for name in ("title", "version", "description")}
    return info | {"groups": _groups(document), "shapes": _shapes(document)}


def _groups(document: dict) -> list[dict]:
    descriptions = {tag["name"]: tag.get("description", "") for tag in document.get("tags", ())}
    by_tag: dict[str, list[dict]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            by_tag.setdefault(operation["tags"][0], []).append(_operation(path, method, operation))
    order = [*descriptions, *(name for name in by_tag if name not in descriptions)]
    return [
        {"name": name, "description": descriptions.get(name, ""), "operations": by_tag[name]}
        for name in order
        if name in by_tag
    ]


def _operation(path: str, method: str, operation: dict) -> dict:
    body = operation.get("requestBody", {}).get("content", {})
    answers = [_answer(status, each) for status, each in operation["responses"].items()]
    samples = operation.get("x-codeSamples", [])
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "description": operation.get("description", ""),
        "parameters": [_parameter(each) for each in operation["parameters"]],
        "body": words_of(next(iter(body.values()))["schema"]) if body else [],
        "body_kinds": list(body),
        "answers": [answer for answer in answers if answer["status"] < "400"],
        "problems": [answer["status"] for answer in answers if answer["status"] >= "400"],
        "sample": samples[0]["source"] if samples else "",
        "example": _example(operation),
        "is_deprecated": operation.get("deprecated", False),
    }


def _answer(status: str, response: dict) -> dict:
    content = response.get("content", {})
    schema = next(iter(content.values()), {}).get("schema")
    return {
        "status": status,
        "description": response.get("description", ""),
        "media_types": list(content),
        "words": words_of(schema) if schema else [],
    }


def _parameter(parameter: dict) -> dict:
    is_required, description = parameter.get("required", False), parameter.get("description", "")
    described = property_of(parameter["name"], parameter["schema"], is_required, description)
    return {"place": PLACES[parameter["in"]], "property": described}


def _example(operation: dict) -> str:
    for status, response in operation["responses"].items():
        for content in response.get("content", {}).values():
            if status < "300" and content.get("example") is not None:
                return json.dumps(content["example"], ensure_ascii=False, indent=2)
    return ""


def _shapes(document: dict) -> list[dict]:
    return [
        {
            "name": name,
            "description": schema.get("description", ""),
            "properties": properties_of(schema),
            "words": [] if "properties" in schema else words_of(schema),
        }
        for name, schema in document["components"]["schemas"].items()
    ]
