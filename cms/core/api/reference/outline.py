"""The OpenAPI document arranged for a page: groups of operations, then the shapes of what they answer."""

import json
from dataclasses import dataclass

from .shapes import Property, Word, properties_of, property_of, words_of

PLACES = {"path": "in the address", "query": "query", "header": "header", "cookie": "cookie"}


@dataclass(frozen=True)
class Answer:
    status: str
    description: str
    media_types: list[str]
    words: list[Word]


@dataclass(frozen=True)
class Parameter:
    place: str
    property: Property


@dataclass(frozen=True)
class Operation:
    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: list[Parameter]
    body: list[Word]
    body_kinds: list[str]
    answers: list[Answer]
    problems: list[str]
    sample: str
    example: str
    is_deprecated: bool


@dataclass(frozen=True)
class Group:
    name: str
    description: str
    operations: list[Operation]


@dataclass(frozen=True)
class Shape:
    name: str
    description: str
    properties: list[Property]
    words: list[Word]


@dataclass(frozen=True)
class Outline:
    title: str
    version: str
    description: str
    groups: list[Group]
    shapes: list[Shape]


def outline_of(document: dict) -> Outline:
    info = document["info"]
    return Outline(info["title"], info["version"], info["description"], _groups(document), _shapes(document))


def _groups(document: dict) -> list[Group]:
    told = {tag["name"]: tag.get("description", "") for tag in document.get("tags", ())}
    by_tag: dict[str, list[Operation]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            by_tag.setdefault(operation["tags"][0], []).append(_operation(path, method, operation))
    order = [*told, *(name for name in by_tag if name not in told)]
    return [Group(name, told.get(name, ""), by_tag[name]) for name in order if name in by_tag]


def _operation(path: str, method: str, operation: dict) -> Operation:
    body = operation.get("requestBody", {}).get("content", {})
    answers = [_answer(status, each) for status, each in operation["responses"].items()]
    samples = operation.get("x-codeSamples", [])
    return Operation(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        description=operation.get("description", ""),
        parameters=[_parameter(each) for each in operation["parameters"]],
        body=words_of(next(iter(body.values()))["schema"]) if body else [],
        body_kinds=list(body),
        answers=[answer for answer in answers if answer.status < "400"],
        problems=[answer.status for answer in answers if answer.status >= "400"],
        sample=samples[0]["source"] if samples else "",
        example=_example(operation),
        is_deprecated=operation.get("deprecated", False),
    )


def _answer(status: str, response: dict) -> Answer:
    content = response.get("content", {})
    schema = next(iter(content.values()), {}).get("schema")
    return Answer(status, response.get("description", ""), list(content), words_of(schema) if schema else [])


def _parameter(parameter: dict) -> Parameter:
    told = property_of(
        parameter["name"],
        parameter["schema"],
        is_required=parameter.get("required", False),
        description=parameter.get("description", ""),
    )
    return Parameter(PLACES[parameter["in"]], told)


def _example(operation: dict) -> str:
    for status, response in operation["responses"].items():
        for content in response.get("content", {}).values():
            if status < "300" and content.get("example") is not None:
                return json.dumps(content["example"], ensure_ascii=False, indent=2)
    return ""


def _shapes(document: dict) -> list[Shape]:
    return [
        Shape(
            name,
            schema.get("description", ""),
            properties_of(schema),
            [] if "properties" in schema else words_of(schema),
        )
        for name, schema in document["components"]["schemas"].items()
    ]
