"""django-ninja's API with our pipeline in front of each address, and problems as the only kind of error."""

import json
import logging
import re
from collections.abc import Callable

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.urls import Resolver404, path, re_path, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView
from ninja import Router
from ninja.errors import HttpError, ValidationError
from ninja.renderers import JSONRenderer

from cms.adapters.ninja import RoutedAPI
from cms.common.cross_origin import opened
from cms.common.route import route_of

from . import openapi
from .pipeline import gated
from .problems import AWAY, ROOT, ApiError, fault_of_api, from_validation, problem, readable_by_all
from .reference.document import compact
from .reference.examples import HOST
from .reference.views import ProblemPage, ReferencePage

NOWHERE = "There is nothing under this address."
TOO_LARGE = "The body is larger than this address takes."
UNREADABLE = "The request cannot be read."
log = logging.getLogger(__name__)


class PlainRenderer(JSONRenderer):
    """Compact JSON with unescaped umlauts."""

    json_dumps_params = {"ensure_ascii": False, "separators": (",", ":")}


class PublicAPI(RoutedAPI):
    """`webhooks()` returns what the OpenAPI document says of them: the operations by event, and their schemas."""

    def __init__(self, *, webhooks: Callable[[], tuple[dict, dict]], **options):
        self.webhooks = webhooks
        super().__init__(renderer=PlainRenderer(), **options)
        self.add_exception_handler(
            ApiError, lambda request, error: problem(error.status, error.detail, error.errors, error.headers)
        )
        self.add_exception_handler(Http404, lambda request, error: problem(404, NOWHERE))
        self.add_exception_handler(
            HttpError, lambda request, error: problem(error.status_code, error.message)
        )
        self.add_exception_handler(ValidationError, from_validation)
        self.add_exception_handler(RequestDataTooBig, lambda request, error: problem(413, TOO_LARGE))
        for kind in (SuspiciousOperation, BadRequest, MultiPartParserError, UnreadablePostError):
            self.add_exception_handler(kind, lambda request, error: problem(400, UNREADABLE))
        self.add_exception_handler(Exception, _fault)
        self.add_router("", self._contract())

    def get_openapi_schema(self, **options):
        return openapi.completed(super().get_openapi_schema(**options), *self.webhooks())

    def get_openapi_operation_id(self, operation) -> str:
        return operation.view_func.__name__

    def make_urls(self) -> list:
        urls = [_url(route, view) for route, view in self.addresses()]
        return [*urls, *self._pages(), re_path(r"^", _anything_else)]

    def _contract(self) -> Router:
        router = Router()

        @router.get("/openapi.json", include_in_schema=False)
        def openapi_json(request: HttpRequest):
            # The document's own server is where it was asked for.
            here = request.build_absolute_uri("/").rstrip("/")
            text = compact(self).replace(_server(HOST), _server(here), 1)
            return HttpResponse(text, content_type="application/json")

        return router

    def _pages(self) -> list:
        root = RedirectView.as_view(pattern_name=f"{self.urls_namespace}:reference")
        return [
            path("", root, name="api-root"),
            path("docs", ReferencePage.as_view(api=self), name="reference"),
            path("problems/<str:name>", ProblemPage.as_view(api=self), name="problem"),
        ]


def _server(address: str) -> bytes:
    return f'"servers":[{{"url":{json.dumps(address)}'.encode()


def _url(route: str, view):
    name = view.operations[0].view_func.__name__
    return path(route, gated(view.get_view(), view.operations), name=name)


def _nowhere(request: HttpRequest, **kwargs) -> HttpResponse:
    """Name the address that was meant: with or without a slash at its end, in lower case."""
    if request.method == "OPTIONS":
        # Or a script of another site could not even read the hint.
        return opened(HttpResponse(status=204), "GET, HEAD, OPTIONS")
    item = re.sub("/+", "/", request.path).rstrip("/")
    meant = (address for path in (item, item.lower()) for address in (path, f"{path}/"))
    known = [address for address in meant if address != request.path and _is_there(address)]
    hint = f" Did you mean {known[0]}?" if known else f" All addresses: {ROOT}docs."
    return readable_by_all(problem(404, NOWHERE + hint))


def _is_there(path: str) -> bool:
    try:
        return resolve(path).func is not _anything_else
    except Resolver404:
        return False


_anything_else = csrf_exempt(_nowhere)


def _fault(request: HttpRequest, error: Exception) -> HttpResponse:
    """Respond to a server error or an unreachable database. Details go to the log only."""
    log.error("%s failed", request.method, exc_info=error, extra={"route": route_of(request)})
    return fault_of_api(isinstance(error, AWAY))
