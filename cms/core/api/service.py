"""django-ninja's API with the gate before each address, and problems as the only kind of error."""

import logging

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError
from ninja.renderers import JSONRenderer
from ninja.utils import normalize_path, replace_path_param_notation

from ..operating.faults import AWAY, fault_of_api
from ..operating.route import route_of
from . import openapi
from .gate import gated
from .problems import ApiError, from_validation, problem, readable_by_all
from .reference.document import compact
from .reference.views import ProblemPage, ReferencePage

NOWHERE = "There is nothing under this address."
TOO_LARGE = "The body is larger than this address takes."
UNREADABLE = "The request cannot be read."
log = logging.getLogger(__name__)


class PlainRenderer(JSONRenderer):
    """German letters as they are, and no spaces between."""

    json_dumps_params = {"ensure_ascii": False, "separators": (",", ":")}


class PublicAPI(NinjaAPI):
    def __init__(self, **options):
        super().__init__(renderer=PlainRenderer(), **options)
        self.add_exception_handler(ApiError, _api_error)
        self.add_exception_handler(Http404, lambda request, error: problem(404, NOWHERE))
        self.add_exception_handler(HttpError, _http_error)
        self.add_exception_handler(ValidationError, from_validation)
        self.add_exception_handler(RequestDataTooBig, lambda request, error: problem(413, TOO_LARGE))
        for kind in (SuspiciousOperation, BadRequest, MultiPartParserError, UnreadablePostError):
            self.add_exception_handler(kind, lambda request, error: problem(400, UNREADABLE))
        self.add_exception_handler(Exception, _fault)
        self.add_router("", self._contract())

    def get_openapi_schema(self, **options):
        return openapi.completed(super().get_openapi_schema(**options))

    def get_openapi_operation_id(self, operation) -> str:
        return operation.view_func.__name__

    def _get_urls(self) -> list:
        urls = []
        for router in self._get_bound_routers():
            for address, view in router.path_operations.items():
                urls.append(_url(router.prefix, address, view))
        return [*urls, *self._pages(), re_path(r"^", csrf_exempt(_nowhere))]

    def _contract(self) -> Router:
        router = Router()

        @router.get("/openapi.json", include_in_schema=False)
        def openapi_json(request: HttpRequest):
            return HttpResponse(compact(self), content_type="application/json")

        return router

    def _pages(self) -> list:
        root = RedirectView.as_view(pattern_name=f"{self.urls_namespace}:reference")
        return [
            path("", root, name="api-root"),
            path("docs", ReferencePage.as_view(api=self), name="reference"),
            path("problems/<str:name>", ProblemPage.as_view(api=self), name="problem"),
        ]


def _url(prefix: str, address: str, view):
    route = "/".join(
        filter(None, (replace_path_param_notation(prefix), replace_path_param_notation(address)))
    )
    name = view.operations[0].view_func.__name__
    return path(normalize_path(route).lstrip("/"), gated(view.get_view(), view.operations), name=name)


def _nowhere(request: HttpRequest, **kwargs) -> HttpResponse:
    return readable_by_all(problem(404, NOWHERE))


def _api_error(request: HttpRequest, error: ApiError) -> HttpResponse:
    return problem(error.status, error.detail, error.errors, error.headers)


def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, error.message)


def _fault(request: HttpRequest, error: Exception) -> HttpResponse:
    """A fault of ours, or the database is away: the log has everything, the answer nothing of it."""
    log.error("%s failed", request.method, exc_info=error, extra={"route": route_of(request)})
    return fault_of_api(isinstance(error, AWAY))
