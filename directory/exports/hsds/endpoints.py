"""What all addresses share: methods, parameters, errors (RFC 9457)."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.views.decorators.csrf import csrf_exempt

from directory.models import Tombstone

from ..answers import answer_open_data
from ..records import json_bytes
from ..source import Source, read_source
from .parameters import Refused, read_parameters

TITLES = {400: "Bad request", 404: "Not found", 410: "Gone"}


class Moved(Exception):
    """Carries the new path of the same object."""


class Gone(Exception):
    """Carries the key of an entry that is not public, but may once have been."""


def endpoint(*allowed: str) -> Callable:
    """Turn `view(request, source, parameters, …) -> dict` into a Django view."""

    def decorate(view: Callable[..., dict]) -> Callable[..., HttpResponseBase]:
        # Nothing here changes state, so there is nothing to forge; other methods get 405.
        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest, **kwargs) -> HttpResponseBase:
            source = read_source(request, settings.LANGUAGE_CODE)
            return answer_open_data(request, source.licence, lambda: _answer(request, source, kwargs))

        def _answer(request, source, kwargs) -> HttpResponseBase:
            try:
                parameters = read_parameters(request.GET, allowed)
                data = view(request, source, parameters, **kwargs)
            except Refused as error:
                return problem(400, str(error))
            except Moved as error:
                return HttpResponsePermanentRedirect(str(error))
            except Gone as error:
                return _gone(source, error.args[0])
            except Http404:
                return problem(404, "There is nothing under this address.")
            return HttpResponse(json_bytes(data), content_type="application/json")

        return answer

    return decorate


def problem(status: int, detail: str) -> HttpResponse:
    data = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": detail}
    return HttpResponse(json_bytes(data), status=status, content_type="application/problem+json")


def _gone(source: Source, key: UUID) -> HttpResponse:
    """410 for an entry that used to be public, 404 for an unknown key."""
    if Tombstone.objects.of_town(source.site).filter(public_id=key).exists():
        return problem(410, "This entry is not public any more. Please delete your copy.")
    return problem(404, "There is nothing under this address.")


@csrf_exempt
def not_found(request: HttpRequest) -> HttpResponseBase:
    """For unknown addresses below the API: a problem document instead of a page."""
    response = problem(404, "There is nothing under this address.")
    response["Access-Control-Allow-Origin"] = "*"
    return response
