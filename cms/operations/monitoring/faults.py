"""Responses to server errors. Nothing here queries the database."""

import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from cms.api_toolkit.problems import AWAY, fault_of_api, headers_for


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`: 503 while the database is down, 500 otherwise."""
    is_away = isinstance(sys.exc_info()[1], AWAY)
    if request.path_info.startswith("/api/"):
        return fault_of_api(is_away)
    status = 503 if is_away else 500
    context = {"request_id": getattr(request, "request_id", "")}
    return HttpResponse(
        render_to_string(f"{status}.html", context), status=status, headers=headers_for(is_away)
    )
