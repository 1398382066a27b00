"""What all operations have in common in the OpenAPI document, and what is left out."""

from .pipeline import ALWAYS_THERE, SPARSE
from .problems import KINDS, MEDIA_TYPE, NAMES, Problem
from .reference.examples import HOST, example_of, sample_of

# Every operation may respond with these; those that take a body also with the second list.
ALWAYS = (400, 401, 404, 422, 500, 503)
WITH_BODY = (413, 415)
LATER = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
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


LICENCE = {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}
TAGS = {
    "Site": "The town, its menus, and addresses that moved.",
    "Forms": "What forms ask, and sending them.",
    "Pages": "All pages of the site, each with all that it takes to show it.",
    "Search": "One search through everything.",
    "Directory": "Clubs and initiatives, and whom they look for.",
    "News and dates": "Pieces of news and dates, each whole.",
    "Media": "Pictures and documents that public pages use.",
    "Changes": "What became public, changed, or stopped being public.",
    "Webhooks": "What the site sends by itself.",
}


def completed(document: dict, webhooks: dict, schemas_of_webhooks: dict) -> dict:
    """Add webhooks, problems, headers, status 304 and examples; remove titles and unused schemas."""
    document["info"]["license"] = LICENCE
    document["servers"] = [{"url": HOST, "description": "The town's site."}]
    document["tags"] = [{"name": name, "description": words} for name, words in TAGS.items()]
    # Anonymous, or with a key.
    document["security"] = [{}, {"key": []}]
    schemas = document["components"].setdefault("schemas", {})
    schemas.update(_problem_schemas())
    document["webhooks"] = webhooks
    schemas.update(schemas_of_webhooks)
    for operations in document["paths"].values():
        for method, operation in operations.items():
            if "requestBody" in operation:
                operation["requestBody"] = _named(operation["requestBody"], schemas)
            _complete(operation, is_read=method == "get")
            if any(parameter["name"] == "fields" for parameter in operation["parameters"]):
                _allow_sparse(operation["responses"]["200"]["content"], schemas)
    document["components"]["securitySchemes"] = {"key": KEY}
    _untitle(document["paths"])
    _untitle(schemas)
    _untitle(document["webhooks"])
    used = _used(document["paths"], schemas) | _used(document["webhooks"], schemas)
    document["components"]["schemas"] = {name: schemas[name] for name in sorted(used)}
    return document


def _complete(operation: dict, is_read: bool) -> None:
    responses = {int(status): response for status, response in operation["responses"].items()}
    if is_read and 200 in responses:
        responses[200].setdefault("headers", {}).update(CACHED)
        responses[304] = {"description": "Unchanged since the answer with this `ETag`."}
    for status in (*ALWAYS, *(WITH_BODY if "requestBody" in operation else ())):
        responses.setdefault(status, {"description": KINDS[NAMES[status]][1]})
    for status, response in responses.items():
        if status >= 400:
            _as_problem(response)
        if status in {429, 503}:
            response["headers"] = LATER
    operation["responses"] = {str(status): responses[status] for status in sorted(responses)}
    for parameter in operation["parameters"]:
        # OpenAPI wants named examples here; the parameter's schema already holds them.
        parameter.pop("examples", None)
        parameter["schema"] = _without_null(parameter["schema"])
    _show(operation)


def _without_null(schema: dict) -> dict:
    """Whoever does not give a parameter leaves it out: no address can say null."""
    match [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]:
        case [only]:
            return only | {name: told for name, told in schema.items() if name != "anyOf"}
    return schema


def _named(part, schemas: dict):
    """Name the models of a body: generators make one type of each name, but one of each place without a name."""
    if not isinstance(part, dict):
        return part
    told = {name: _named(each, schemas) for name, each in part.items()}
    if "title" not in told or "properties" not in told:
        return told
    # What has a default may be left out. Some generators read it as always there, which holds for answers.
    for field in told["properties"].values():
        field.pop("default", None)
    schemas[told["title"]] = told
    return {"$ref": f"{PREFIX}{told['title']}"}


def _allow_sparse(content: dict, schemas: dict) -> None:
    """Describe the answer with `fields` as what it is: a media type of its own, whose items lack the others."""
    name = _name(content["application/json"]["schema"])
    listed = schemas[name]
    whole = listed["properties"]["items"]
    items = whole | {"items": _sparse(whole["items"], schemas)}
    schemas[f"Sparse{name}"] = listed | {"properties": listed["properties"] | {"items": items}}
    content[SPARSE] = {"schema": {"$ref": f"{PREFIX}Sparse{name}"}}


def _sparse(item: dict, schemas: dict) -> dict:
    if "$ref" not in item:
        variants = [_sparse(each, schemas) for each in item["anyOf" if "anyOf" in item else "oneOf"]]
        return {"anyOf": variants}
    name = _name(item)
    whole = schemas[name]
    required = [field for field in whole.get("required", ()) if field in ALWAYS_THERE]
    schemas[f"Sparse{name}"] = whole | {"required": required, "description": f"Fields of `{name}`."}
    return {"$ref": f"{PREFIX}Sparse{name}"}


def _name(reference: dict) -> str:
    return reference["$ref"].removeprefix(PREFIX)


def _show(operation: dict) -> None:
    """Add the recorded example."""
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
    """Endpoints may extend the problem's schema, but the media type is the same."""
    declared = response.get("content", {}).get("application/json")
    schema = {"schema": {"$ref": f"{PREFIX}Problem"}}
    response["content"] = {MEDIA_TYPE: declared or schema}


def _problem_schemas() -> dict:
    schema = Problem.model_json_schema(ref_template=PREFIX + "{model}")
    return {**schema.pop("$defs"), "Problem": schema}


def _untitle(part) -> None:
    """Remove titles that pydantic derives from names; `part` is any JSON value."""
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
    """Return the names of all schemas reachable from the paths."""
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
