"""The pipeline in front of all endpoints: methods, unknown parameters, language, caching, CORS."""

import json
from collections.abc import Callable
from functools import cache, wraps
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from ninja.operation import Operation

from cms.adapters.ninja import query_names
from cms.caching.cache_keys import name_keys
from cms.common.cross_origin import opened

from .keys import key_of
from .problems import ApiError, ProblemDetail, problem

PUBLIC = "public, max-age=30, s-maxage=300, stale-while-revalidate=60, stale-if-error=86400"
PRIVATE = "private, no-store"
ALWAYS_THERE = {"id", "type"}
# The media type of a list with `fields`: its items lack what their schema else requires.
SPARSE = "application/vnd.sparse+json"


def gated(view: Callable, operations: list[Operation]) -> Callable[..., HttpResponseBase]:
    """Wrap the view of one address in everything that all addresses share."""
    by_method = {method: operation for operation in operations for method in operation.methods}
    methods = sorted({*by_method, "OPTIONS", *({"HEAD"} if "GET" in by_method else ())})

    # Endpoints ignore cookies, so there is nothing to forge.
    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **kwargs) -> HttpResponseBase:
        with translation.override(_language(request)):
            response = _answer(request, kwargs)
            response["Content-Language"] = translation.get_language()
        return opened(response, ", ".join(methods))

    def _answer(request: HttpRequest, kwargs: dict) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(methods)})
        # For HEAD, Django drops the body when it sends the response.
        operation = by_method.get("GET" if request.method == "HEAD" else request.method)
        if operation is None:
            words = f"Allowed: {', '.join(methods)}."
            return problem(405, words, headers={"Allow": ", ".join(methods)})
        try:
            request.api_key = key_of(request)
        except ApiError as error:
            return problem(error.status, error.detail, headers=error.headers)
        return refuse_unknown(request, operation) or _run(request, operation, kwargs)

    def _run(request: HttpRequest, operation: Operation, kwargs: dict) -> HttpResponseBase:
        response = operation.run(request, **kwargs)
        if not response.streaming and response.status_code == 200:
            response = _narrowed(request, operation, response)
        if request.method not in {"GET", "HEAD"} or is_private(request):
            response["Cache-Control"] = PRIVATE
        elif response.status_code == 200:
            _share(request, response)
        return response

    return answer


def is_private(request: HttpRequest) -> bool:
    """Whether the response may differ from the public one, or tells where somebody is."""
    is_counted = getattr(request, "is_in_vain", False)
    is_personal = "Authorization" in request.headers or not {"preview", "near"}.isdisjoint(request.GET)
    return is_counted or is_personal


def refuse_unknown(request: HttpRequest, operation: Operation) -> HttpResponse | None:
    allowed, repeatable = _query_names(operation)
    wrong = [
        _wrong(name, f"Unknown parameter. Allowed: {', '.join(sorted(allowed)) or 'none'}.")
        for name in request.GET
        if name not in allowed
    ]
    wrong += [
        _wrong(name, "Give this parameter once.")
        for name in request.GET
        if name in allowed - repeatable and len(request.GET.getlist(name)) > 1
    ]
    if not wrong:
        return None
    return problem(422, f"{wrong[0].pointer}: {wrong[0].detail}", wrong[:20])


_query_names = cache(query_names)


def _wrong(name: str, detail: str) -> ProblemDetail:
    pointer = name.encode("utf-8", "replace").decode()[:80]
    return ProblemDetail(location="query", pointer=pointer, detail=detail)


def _language(request: HttpRequest) -> str:
    code = request.GET.get("locale")
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _share(request: HttpRequest, response: HttpResponseBase) -> None:
    """Let caches keep the response. The process's own one answers 304 (see `response_cache`)."""
    name_keys(request, response)
    if not response.streaming:
        response["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
        response.setdefault("Cache-Control", PUBLIC)


def _narrowed(request: HttpRequest, operation: Operation, response: HttpResponse) -> HttpResponse:
    """Reduce each item to the fields that `fields` names."""
    if not request.GET.get("fields"):
        return response
    data = json.loads(response.content)
    wanted = {name.strip() for name in request.GET["fields"].split(",")}
    known = item_fields(operation)
    if unknown := wanted - known:
        words = f"Unknown field: {', '.join(sorted(unknown))[:100]}. Allowed: {', '.join(sorted(known))}."
        return problem(422, words, [_wrong("fields", words)])
    kept = wanted | ALWAYS_THERE
    data["items"] = [{name: item[name] for name in item if name in kept} for item in data["items"]]
    response.content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    response["Content-Type"] = SPARSE
    return response


@cache
def item_fields(operation: Operation) -> set[str]:
    """Return the names of all fields that an item of this list may have."""
    items = (
        operation.response_models[200].model_fields["response"].annotation.model_fields["items"].annotation
    )
    return set(_field_names(items))


def _field_names(annotation):
    if hasattr(annotation, "model_fields"):
        yield from annotation.model_fields
    for argument in getattr(annotation, "__args__", ()):
        yield from _field_names(argument)
