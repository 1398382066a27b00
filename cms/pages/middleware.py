from contextlib import nullcontext

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.adapters.django import raw_host
from cms.adapters.wagtail import keep_site, look_up_site
from cms.api_toolkit.problems import is_of_api, problem, readable_by_all
from cms.caching.cache_keys import name_keys
from cms.caching.content_version import cached, version_fixed
from cms.media.picture_sizes import citizens_request, is_citizens
from cms.towns.addresses import images_allowed_from

from .visibility import site_pages

# What no page asks a browser for, and nothing that somebody smuggled in may ask for either.
UNUSED_POWERS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"

NOT_FOR_PEOPLE = ("/admin/", "/api/", "/design/", "/media/", "/static/", "/.well-known/", "/favicon.ico")


class SiteMiddleware:
    """Finds the town's site without a query, fixes the content version for the request, and names what was shown."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with version_fixed(), citizens_request() if is_citizens(request) else nullcontext():
            key = f"site:{raw_host(request)}:{request.get_port()}"
            site, has_pages = cached(key, lambda: _find_site(request))
            keep_site(request, site)
            response = (
                self.get_response(request) if has_pages or not _is_for_people(request) else _no_town(request)
            )
        if response.status_code == 200 and not getattr(request, "is_preview", False):
            name_keys(request, response)
        return response


def _find_site(request: HttpRequest) -> tuple[Site | None, bool]:
    """With whether it has pages of ours. Once per version of the content."""
    # Without Redis, Wagtail keeps the sites' paths in each process alone.
    Site.clear_site_root_paths_cache()
    site = look_up_site(request)
    return site, bool(site and site_pages(site).exists())


def _is_for_people(request: HttpRequest) -> bool:
    """Programs, staff and proxies are answered as ever, with empty lists."""
    is_reference = request.path.startswith("/api/v1/docs")
    return is_reference or not request.path.startswith(NOT_FOR_PEOPLE)


def _no_town(request: HttpRequest) -> HttpResponse:
    """The first page is for `add_town` to make; until then Wagtail would show its own welcome."""
    is_start = request.path.strip("/") in {"", *(code for code, _name in settings.LANGUAGES)}
    response = render(request, "no_town.html", status=200 if is_start else 404)
    response["Cache-Control"] = "no-store"
    return response


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
