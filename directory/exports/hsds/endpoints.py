"""What all addresses share: method, parameters, errors as RFC 9457 has them."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.views.decorators.csrf import csrf_exempt

from ...models import Tombstone
from ..answers import answer_open_data
from ..records import json_bytes
from ..source import Source, read_source
from .parameters import Refused, read_parameters

TITLES = {400: "Bad request", 404: "Not found", 410: "Gone"}


class Moved(Exception):
    """Carries the path under which the same thing is found now."""


class Gone(Exception):
    """Carries the key of an entry that is not public; it may have been once."""


def endpoint(*allowed: str) -> Callable:
    """Turn `view(request, source, parameters, …) -> dict` into a view of Django's."""

    def decorate(view: Callable[..., dict]) -> Callable[..., HttpResponseBase]:
        # Whatever is sent here changes nothing, so there is nothing to forge; the answer is 405.
        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest, **kwargs) -> HttpResponseBase:
            source = read_source(request, settings.LANGUAGE_CODE)
            if source is None:
                raise Http404
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
    """Tell an entry that was public from a key that never was one."""
    if Tombstone.objects.of_town(source.site).filter(public_id=key).exists():
        return problem(410, "This entry is not public any more. Please delete your copy.")
    return problem(404, "There is nothing under this address.")


@csrf_exempt
def not_found(request: HttpRequest) -> HttpResponseBase:
    """For everything else below the API's address: no page of the site, but words for programs."""
    response = problem(404, "There is nothing under this address.")
    response["Access-Control-Allow-Origin"] = "*"
    return response
