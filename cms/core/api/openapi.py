"""What the OpenAPI document says about every operation alike, and what it leaves out."""

from ..webhooks.schema import described
from .problems import KINDS, MEDIA_TYPE, NAMES, Problem
from .reference.examples import example_of, sample_of

# Each operation may answer with these, and each that takes a body with those.
ALWAYS = (401, 404, 422, 500)
WITH_BODY = (400, 413, 415)
CACHED = {
    "ETag": {"description": "Changes exactly when the answer does.", "schema": {"type": "string"}},
    "Cache-Control": {"description": "How long the answer may be kept.", "schema": {"type": "string"}},
}
PREFIX = "#/components/schemas/"
KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "Adds to what everybody may; nothing that is public needs it. The town makes and revokes keys.",
}


def completed(document: dict) -> dict:
    """Add the problems, headers, the answer 304 and examples; leave out titles and schemas that nothing uses."""
    schemas = document["components"].setdefault("schemas", {})
    schemas.update(_problem_schemas())
    document["webhooks"], of_webhooks = described()
    schemas.update(of_webhooks)
    for operations in document["paths"].values():
        for method, operation in operations.items():
            _complete(operation, is_read=method == "get")
    document["components"]["securitySchemes"] = {"key": KEY}
    _untitle(document["paths"])
    _untitle(schemas)
    _untitle(document["webhooks"])
    used = _used(document["paths"], schemas) | _used(document["webhooks"], schemas)
    document["components"]["schemas"] = {name: schemas[name] for name in sorted(used)}
    return document


def _complete(operation: dict, is_read: bool) -> None:
    # Without anything, or with a key.
    operation["security"] = [{}, {"key": []}]
    responses = {int(status): response for status, response in operation["responses"].items()}
    if is_read and 200 in responses:
        responses[200].setdefault("headers", {}).update(CACHED)
        responses[304] = {"description": "Unchanged since the answer with this `ETag`."}
    for status in (*ALWAYS, *(WITH_BODY if "requestBody" in operation else ())):
        responses.setdefault(status, {"description": KINDS[NAMES[status]][1]})
    for status, response in responses.items():
        if status >= 400:
            _as_problem(response)
    operation["responses"] = {str(status): responses[status] for status in sorted(responses)}
    for parameter in operation["parameters"]:
        # Here they would have to be named; the parameter's schema has them as well.
        parameter.pop("examples", None)
    _show(operation)


def _show(operation: dict) -> None:
    """Add the recorded request and answer."""
    if example := example_of(operation["operationId"]):
        operation["x-codeSamples"] = [{"lang": "Shell", "source": sample_of(example)}]
        answer = next(each for status, each in operation["responses"].items() if status < "300")
        _exemplify(answer, example["answer"])
        _exemplify(operation.get("requestBody", {}), example["body"])


def _exemplify(part: dict, example) -> None:
    content = part.get("content", {}).get("application/json")
    if content and example is not None:
        content.setdefault("example", example)


def _as_problem(response: dict) -> None:
    """An endpoint may add to its problem; the media type is the same."""
    declared = response.get("content", {}).get("application/json")
    schema = {"schema": {"$ref": f"{PREFIX}Problem"}}
    response["content"] = {MEDIA_TYPE: declared or schema}


def _problem_schemas() -> dict:
    schema = Problem.model_json_schema(ref_template=PREFIX + "{model}")
    return {**schema.pop("$defs"), "Problem": schema}


def _untitle(part) -> None:
    """Remove the titles that pydantic makes of names; `part` may hold anything."""
    if isinstance(part, list):
        for each in part:
            _untitle(each)
    elif isinstance(part, dict):
        if isinstance(part.get("title"), str) and (
            {"type", "anyOf", "oneOf", "$ref", "const", "enum"} & set(part)
        ):
            del part["title"]
        for name, each in part.items():
            if name not in {"example", "examples", "default", "const", "enum"}:
                _untitle(each)


def _used(paths: dict, schemas: dict) -> set[str]:
    """Return the names of all schemas that the paths reach."""
    used, waiting = set(), set(_references(paths))
    while waiting:
        name = waiting.pop()
        used.add(name)
        waiting |= set(_references(schemas[name])) - used
    return used


def _references(part):
    if isinstance(part, list):
        for each in part:
            yield from _references(each)
    elif isinstance(part, dict):
        for name, each in part.items():
            if name == "$ref":
                yield each.removeprefix(PREFIX)
            elif name == "mapping":
                yield from (target.removeprefix(PREFIX) for target in each.values())
            else:
                yield from _references(each)
