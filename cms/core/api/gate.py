"""The one gate before all endpoints: methods, unknown parameters, language, kept answers, caching headers, CORS."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from hashlib import sha256

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt
from ninja.operation import Operation

from ..caching import content_version
from .keys import key_of
from .problems import ApiError, ProblemDetail, problem
from .surrogates import name_keys

DAY = 86_400
# An answer that tells of "now" (what runs, what comes next) is made anew after this.
A_MINUTE = 60
# Larger answers are made anew each time; only their tag is kept.
LARGEST_KEPT = 128 * 1024
PUBLIC = "public, max-age=30, s-maxage=300, stale-while-revalidate=60, stale-if-error=86400"
PRIVATE = "private, no-store"
ALWAYS_THERE = {"id", "type"}


@dataclass(frozen=True)
class Answer:
    """An answer that is kept: what it takes to send it again. Without a body only the tag is known."""

    etag: str
    content_type: str
    headers: dict[str, str]
    body: bytes | None


def gated(view: Callable, operations: list[Operation]) -> Callable[..., HttpResponseBase]:
    """Return the view of one address with everything around it that all addresses share."""
    by_method = {method: operation for operation in operations for method in operation.methods}
    methods = sorted({*by_method, "OPTIONS", *({"HEAD"} if "GET" in by_method else ())})

    # No endpoint looks at a cookie, so there is nothing that another site could make a browser do.
    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **kwargs) -> HttpResponseBase:
        with translation.override(_language(request)):
            response = _answer(request, kwargs)
            response["Content-Language"] = translation.get_language()
        return _opened(response, methods)

    def _answer(request: HttpRequest, kwargs: dict) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(methods)})
        # Django leaves out the body when it sends the answer.
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
        if request.method in {"GET", "HEAD"} and not is_private(request):
            return _kept_or_made(request, operation, lambda: operation.run(request, **kwargs))
        response = operation.run(request, **kwargs)
        if not response.streaming and response.status_code == 200:
            response = _narrowed(request, operation, response)
        response["Cache-Control"] = PRIVATE
        return response

    return answer


def is_private(request: HttpRequest) -> bool:
    """Whether the answer may differ from the one that everybody gets."""
    return "Authorization" in request.headers or "preview" in request.GET


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


@cache
def _query_names(operation: Operation) -> tuple[set[str], set[str]]:
    models = [model for model in operation.models if model.__ninja_param_source__ == "query"]
    names = {name for model in models for name in getattr(model, "__ninja_flatten_map__", {})}
    lists = {name for model in models for name in getattr(model, "__ninja_collection_fields__", ())}
    return names, lists


def _wrong(name: str, detail: str) -> ProblemDetail:
    pointer = name.encode("utf-8", "replace").decode()[:80]
    return ProblemDetail(location="query", pointer=pointer, detail=detail)


def _language(request: HttpRequest) -> str:
    code = request.GET.get("locale")
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _kept_or_made(
    request: HttpRequest, operation: Operation, make: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    key = _key(request)
    answer = caches["answers"].get(key)
    if answer is not None:
        unchanged = get_conditional_response(request, answer.etag)
        if unchanged is not None or answer.body is not None:
            return _sent(unchanged or HttpResponse(answer.body, content_type=answer.content_type), answer)
    response = make()
    if response.streaming and response.status_code == 200:
        name_keys(request, response)
    if response.streaming or response.status_code != 200:
        return response
    return _keep(request, operation, key, response)


def _keep(request: HttpRequest, operation: Operation, key: str, response: HttpResponse) -> HttpResponseBase:
    response = _narrowed(request, operation, response)
    if response.status_code != 200:
        return response
    name_keys(request, response)
    answer = Answer(
        etag=f'"{sha256(response.content).hexdigest()[:32]}"',
        content_type=response["Content-Type"],
        headers={"Cache-Control": PUBLIC} | _own_headers(response),
        body=response.content if len(response.content) <= LARGEST_KEPT else None,
    )
    caches["answers"].set(key, answer, _lifetime(request, operation))
    return _sent(get_conditional_response(request, answer.etag) or response, answer)


def _key(request: HttpRequest) -> str:
    parts = (content_version(), request.scheme, request.get_host(), request.get_full_path())
    return sha256(" ".join(parts).encode()).hexdigest()


def _own_headers(response: HttpResponse) -> dict[str, str]:
    return {name: value for name, value in response.items() if name not in {"Content-Type", "Content-Length"}}


def _sent(response: HttpResponse, answer: Answer) -> HttpResponse:
    for name, value in answer.headers.items():
        response[name] = value
    response["ETag"] = answer.etag
    return response


def timely(view: Callable) -> Callable:
    """Mark an endpoint whose answer depends on the time of day."""
    view.is_timely = True
    return view


def is_timely(operation: Operation) -> bool:
    return getattr(operation.view_func, "is_timely", False)


def _lifetime(request: HttpRequest, operation: Operation) -> int:
    """An endpoint may also say of a single answer that it is timely."""
    return A_MINUTE if is_timely(operation) or getattr(request, "is_timely", False) else DAY


def _narrowed(request: HttpRequest, operation: Operation, response: HttpResponse) -> HttpResponse:
    """Leave only the fields of each item that `fields` names."""
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


def _opened(response: HttpResponseBase, methods: list[str]) -> HttpResponseBase:
    """Let scripts of other sites read it; no cookie plays a part."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = ", ".join(methods)
    response["Access-Control-Allow-Headers"] = "Authorization, Content-Type, Idempotency-Key, If-None-Match"
    response["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After, Surrogate-Key"
    response["Access-Control-Max-Age"] = str(DAY)
    return response
