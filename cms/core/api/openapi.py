"""What the OpenAPI document says about every operation alike."""

from .problems import KINDS, MEDIA_TYPE, NAMES, Problem

# Each operation may answer with these.
ALWAYS = (404, 422, 500)
CACHED = {
    "ETag": {"description": "Changes exactly when the answer does.", "schema": {"type": "string"}},
    "Cache-Control": {"description": "How long the answer may be kept.", "schema": {"type": "string"}},
}


def completed(document: dict) -> dict:
    """Add the problems, the headers and the answer 304."""
    document["components"].setdefault("schemas", {}).update(_problem_schemas())
    for operations in document["paths"].values():
        for method, operation in operations.items():
            _complete(operation, is_read=method == "get")
    return document


def _complete(operation: dict, is_read: bool) -> None:
    responses = operation["responses"]
    if is_read and 200 in responses:
        responses[200]["headers"] = CACHED
        responses[304] = {"description": "Unchanged since the answer with this `ETag`."}
    for status in ALWAYS:
        responses.setdefault(status, {"description": KINDS[NAMES[status]][1]})
    for status, response in responses.items():
        if int(status) >= 400:
            response["content"] = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    operation["responses"] = {str(status): responses[status] for status in sorted(responses, key=int)}


def _problem_schemas() -> dict:
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**schema.pop("$defs"), "Problem": schema}
