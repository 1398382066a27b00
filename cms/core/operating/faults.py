"""What the site answers when something of its own fails. Nothing here asks the database."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from ..api.problems import problem

# Seconds; also the time within which a database that is back is used again.
RETRY_AFTER = 5
# A database that cannot be reached, that ends a connection, or that is asked for too long.
AWAY = (OperationalError, InterfaceError)
AWAY_IN_WORDS = "The database cannot be reached at the moment. Please try again in a few seconds."
FAULT_IN_WORDS = "Something went wrong on our side. Please try again later."


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`: 503 while the database is away, 500 otherwise."""
    is_away = isinstance(sys.exc_info()[1], AWAY)
    if request.path_info.startswith("/api/"):
        return fault_of_api(is_away)
    status = 503 if is_away else 500
    context = {"request_id": getattr(request, "request_id", "")}
    return HttpResponse(
        render_to_string(f"{status}.html", context), status=status, headers=headers_for(is_away)
    )


def fault_of_api(is_away: bool) -> HttpResponse:
    if is_away:
        return problem(503, AWAY_IN_WORDS, headers=headers_for(is_away))
    return problem(500, FAULT_IN_WORDS)


def headers_for(is_away: bool) -> dict[str, str]:
    return {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"} if is_away else {}
