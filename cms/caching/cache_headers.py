"""Which responses are the same for everybody, so that shared caches may store them."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import cc_delim_re

from .cache_keys import HEADER as SURROGATE_KEY

# Browsers revalidate each time. Shared caches are purged on changes, and expire in minutes because dates pass.
SHARED = "public, max-age=0, s-maxage=300, stale-while-revalidate=60, stale-if-error=86400"
PRIVATE = "private, no-cache"
# A response that varies on anything else is not the same for everybody.
MAY_VARY_WITH = {"accept-encoding"}


class SharingMiddleware:
    """Must be outermost to see every cookie that a response sets."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if "public" in response.get("Cache-Control", ""):
            if not _is_for_everybody(response):
                response["Cache-Control"] = PRIVATE
        elif "Cache-Control" not in response and _is_page(request, response):
            is_shared = _is_for_everybody(response) and not has_session(request) and not _has_words(request)
            response["Cache-Control"] = SHARED if is_shared else PRIVATE
        return response


def has_session(request: HttpRequest) -> bool:
    """Whether the visitor may be known: staff, or a reader of a password-protected page."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def _has_words(request: HttpRequest) -> bool:
    """Responses to typed searches are never cached."""
    return bool(request.GET.get("q"))


def varies_with(header: str) -> set[str]:
    """Return the names in a `Vary` header in lower case."""
    return {name.lower() for name in cc_delim_re.split(header.strip()) if name}


def _is_page(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Only responses that carry cache keys can be purged precisely."""
    is_read = request.method in {"GET", "HEAD"} and response.status_code == 200
    return is_read and SURROGATE_KEY in response and not getattr(request, "is_preview", False)


def _is_for_everybody(response: HttpResponseBase) -> bool:
    return not response.cookies and varies_with(response.get("Vary", "")) <= MAY_VARY_WITH
