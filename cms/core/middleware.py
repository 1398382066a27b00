from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.models import Site

from .caching import cached, version_fixed


class SiteMiddleware:
    """Finds the town's site without a query, and fixes the content version for the request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with version_fixed():
            key = f"site:{request._get_raw_host()}:{request.get_port()}"
            # The attribute in which Wagtail itself keeps the site of a request.
            request._wagtail_site = cached(key, lambda: Site._find_for_request(request))
            return self.get_response(request)


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
            message = _("This is more than we can take at once. Please send smaller files.")
            return HttpResponse(message, status=413, content_type="text/plain; charset=utf-8")
        return self.get_response(request)


class PlainEncodingMiddleware:
    """Refuses a body that is not UTF-8: our pages never send one, and Django fails on some ("base64")."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in {"utf-8", "utf8"}:
            raise BadRequest("Please send UTF-8.")
        return self.get_response(request)
