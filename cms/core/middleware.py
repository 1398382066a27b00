from contextlib import nullcontext

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Site

from .api.problems import is_of_api, problem, readable_by_all
from .api.surrogates import name_keys
from .caching import cached, version_fixed
from .map_tiles import images_allowed_from
from .picture_sizes import citizens_request, is_citizens

# What no page asks a browser for, and nothing that somebody smuggled in may ask for either.
UNUSED_POWERS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class SiteMiddleware:
    """Finds the town's site without a query, fixes the content version for the request, and names what was shown."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with version_fixed(), citizens_request() if is_citizens(request) else nullcontext():
            key = f"site:{request._get_raw_host()}:{request.get_port()}"
            # The attribute in which Wagtail itself keeps the site of a request.
            request._wagtail_site = cached(key, lambda: _find_site(request))
            response = self.get_response(request)
        if response.status_code == 200 and not getattr(request, "is_preview", False):
            name_keys(request, response)
        return response


def _find_site(request: HttpRequest) -> Site | None:
    """Once per version of the content. Without Redis, Wagtail keeps the sites' paths in each process alone."""
    Site.clear_site_root_paths_cache()
    return Site._find_for_request(request)


class LanguageMiddleware(LocaleMiddleware):
    """The language stands in the address: no answer depends on what a browser prefers, so none varies with it."""

    def process_request(self, request):
        if not request.path_info.startswith("/api/"):
            super().process_request(request)

    def process_response(self, request, response):
        if not request.path_info.startswith("/api/"):
            response.headers.setdefault("Content-Language", get_language())
        return response


class PolicyMiddleware(CSPMiddleware):
    """Tells browsers what a page may load and run; the admin has a policy of its own."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith("/admin/"):
            parts.replace = settings.ADMIN_CONTENT_SECURITY_POLICY
        if sources := images_allowed_from(request):
            parts.update = {**(parts.update or {}), "img-src": sources}
        return parts

    def process_response(self, request, response):
        response.setdefault("Permissions-Policy", UNUSED_POWERS)
        return super().process_response(request, response)


class BodySizeMiddleware:
    """Forms take files, so anybody could fill the disk: a body larger than any form allows is not read.

    Staff upload films; their addresses have limits of their own.
    """

    LARGEST = 64 * 1024 * 1024

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        is_public = not request.path.startswith("/admin/")
        if is_public and length.isdecimal() and int(length[:18]) > self.LARGEST:
            return _too_large(request)
        return self.get_response(request)


def _too_large(request: HttpRequest) -> HttpResponse:
    if is_of_api(request):
        return readable_by_all(problem(413, "The body is larger than any address takes."))
    message = _("This is more than we can take at once. Please send smaller files.")
    return HttpResponse(message, status=413, content_type="text/plain; charset=utf-8")


class PlainRequestMiddleware:
    """Refuses what no browser sends, and what would fail further in.

    Django fails on some encodings of a body ("base64"), PostgreSQL on a session key with a NUL.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        fault = self._fault(request)
        if not fault:
            return self.get_response(request)
        if is_of_api(request):
            return readable_by_all(problem(400, fault))
        raise BadRequest(fault)

    def _fault(self, request: HttpRequest) -> str:
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in {"utf-8", "utf8"}:
            return "Please send UTF-8."
        if any("\x00" in value for value in request.COOKIES.values()):
            return "Please send cookies as they were set."
        return ""
