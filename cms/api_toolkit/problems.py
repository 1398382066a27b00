"""Errors according to RFC 9457: `application/problem+json` with a stable `type`."""

import json
from typing import Literal

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import Field

MEDIA_TYPE = "application/problem+json"
ROOT = "/api/v1/"

# name: (status, title). The name ends the `type` URI, so it never changes.
KINDS = {
    "bad-request": (400, "Bad request"),
    "unauthorised": (401, "Unauthorised"),
    "forbidden": (403, "Forbidden"),
    "not-found": (404, "Not found"),
    "method-not-allowed": (405, "Method not allowed"),
    "conflict": (409, "Conflict"),
    "gone": (410, "Gone"),
    "too-large": (413, "Too large"),
    "unsupported-media-type": (415, "Unsupported media type"),
    "invalid-request": (422, "Invalid request"),
    "too-many-requests": (429, "Too many requests"),
    "internal-error": (500, "Internal error"),
    "unavailable": (503, "Unavailable"),
}
NAMES = {status: name for name, (status, _title) in KINDS.items()}
# Seconds; a recovered database is used again within the same time.
RETRY_AFTER = 5
# The database is unreachable, closed the connection, or timed out.
AWAY = (OperationalError, InterfaceError)
AWAY_IN_WORDS = "The database cannot be reached at the moment. Please try again in a few seconds."
FAULT_IN_WORDS = "Something went wrong on our side. Please try again later."


class ProblemDetail(Schema):
    """One thing that is wrong with the request."""

    location: Literal["query", "path", "header", "body"] = Field(description="The part of the request.")
    pointer: str = Field(
        description="The name of the parameter, or the JSON pointer (RFC 6901) into the body.",
        examples=["limit"],
    )
    detail: str = Field(description="What is wrong, for developers; of a form's field, for its user.")


class Problem(Schema):
    """An error (RFC 9457)."""

    type: str = Field(
        description="Names the kind of error and never changes.",
        examples=["/api/v1/problems/invalid-request"],
    )
    title: str = Field(description="The kind of error in words.", examples=["Invalid request"])
    status: int = Field(description="The HTTP status once more.", examples=[422])
    detail: str = Field(description="What is wrong with this request, and what is allowed instead.")
    errors: list[ProblemDetail] = Field(default=[], description="Each single thing that is wrong.")


class ApiError(Exception):
    """Makes an endpoint respond with this problem."""

    def __init__(
        self, status: int, detail: str, errors: list[ProblemDetail] = (), headers: dict | None = None
    ):
        super().__init__(detail)
        self.status, self.detail, self.errors, self.headers = status, detail, list(errors), headers or {}


def problem(
    status: int, detail: str, errors: list[ProblemDetail] = (), headers: dict | None = None
) -> HttpResponse:
    name = NAMES[status]
    body = Problem(
        type=f"{ROOT}problems/{name}",
        title=KINDS[name][1],
        status=status,
        detail=detail,
        errors=list(errors),
    )
    # JSON can contain lone surrogates, which UTF-8 cannot encode; they become question marks.
    content = json.dumps(body.model_dump(), ensure_ascii=False).encode("utf-8", "replace")
    return HttpResponse(content, status=status, content_type=MEDIA_TYPE, headers=headers)


def fault_of_api(is_away: bool) -> HttpResponse:
    """Respond to a server error, without a query."""
    if is_away:
        return problem(503, AWAY_IN_WORDS, headers=headers_for(is_away))
    return problem(500, FAULT_IN_WORDS)


def headers_for(is_away: bool) -> dict[str, str]:
    return {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"} if is_away else {}


def readable_by_all(response: HttpResponse) -> HttpResponse:
    """Allow scripts of all origins. Responses of the pipeline have this header already."""
    response["Access-Control-Allow-Origin"] = "*"
    return response


def is_of_api(request: HttpRequest) -> bool:
    """For code that runs before the URL is resolved."""
    return request.path.startswith(ROOT)


def invalid(location: str, pointer: str, detail: str) -> ApiError:
    """Return a 422 error for one parameter or one field of the body."""
    return ApiError(422, detail, [ProblemDetail(location=location, pointer=pointer, detail=detail)])


def from_validation(request: HttpRequest, error) -> HttpResponse:
    """Convert django-ninja's validation errors."""
    details = [_detail(each) for each in error.errors]
    words = "; ".join(
        f"{each.pointer}: {each.detail}" if each.pointer else each.detail for each in details[:5]
    )
    return problem(422, words, details[:50])


def _detail(error: dict) -> ProblemDetail:
    location, *path = error["loc"]
    # Skip the name of the model that groups parameters or the body: it means nothing to the client.
    parts = [str(part) for part in path[1:] or path]
    pointer = "/" + "/".join(parts) if location in {"body", "form", "file"} else ".".join(parts)
    known = location if location in {"query", "path", "header"} else "body"
    return ProblemDetail(
        location=known, pointer=pointer[:200], detail=str(error["msg"]).removeprefix("Value error, ")[:500]
    )
