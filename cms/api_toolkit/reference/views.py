"""The contract's pages: one for all operations, and one per kind of problem."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.views import View
from ninja import NinjaAPI

from cms.caching.content_version import cached

from ..problems import KINDS, problem
from .document import compact
from .examples import HOST
from .outline import outline_of
from .problem_texts import TEXTS

# For developers, like all text of the API.
LANGUAGE = "en"
ALLOWED = "GET, HEAD, OPTIONS"


class ApiPage(View):
    """A page in the town's design that responds to other methods as the API does."""

    http_method_names = ["get", "head", "options"]
    api: NinjaAPI = None

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        with translation.override(LANGUAGE):
            response = super().dispatch(request, *args, **kwargs)
        response["Content-Language"] = LANGUAGE
        return response

    def options(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return HttpResponse(status=204, headers={"Allow": ALLOWED})

    def http_method_not_allowed(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return problem(405, f"Allowed: {ALLOWED}.", headers={"Allow": ALLOWED})


class ReferencePage(ApiPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        origin = request.build_absolute_uri("/").rstrip("/")
        # Only the long part, which is the same for everybody; the rest may depend on the visitor.
        reference = cached(f"api-reference:{origin}", lambda: self._reference(origin))
        return render(request, "api_toolkit/api/reference.html", {"reference": reference, "api": self.api})

    def _reference(self, origin: str) -> str:
        document = json.loads(compact(self.api).decode().replace(HOST, origin))
        problems = [_kind(name) for name in KINDS]
        context = {"outline": outline_of(document), "origin": origin, "problems": problems}
        return render_to_string("api_toolkit/api/reference_body.html", context)


class ProblemPage(ApiPage):
    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        if name not in KINDS:
            return problem(404, f"Unknown kind of problem. Known: {', '.join(KINDS)}.")
        return render(request, "api_toolkit/api/problem.html", {"kind": _kind(name)})


def _kind(name: str) -> dict:
    status, title = KINDS[name]
    return {"name": name, "status": status, "title": title, "text": TEXTS[name]}
