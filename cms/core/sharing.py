"""Which answers everybody gets alike, so that a cache in front of the site, or inside it, may keep them."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import cc_delim_re

from .api.surrogates import HEADER as SURROGATE_KEY

# Browsers ask each time; caches that are told what to drop keep it for minutes, because dates pass.
SHARED = "public, max-age=0, s-maxage=300, stale-while-revalidate=60, stale-if-error=86400"
PRIVATE = "private, no-cache"
# An answer that varies with anything else is not everybody's.
MAY_VARY_WITH = {"accept-encoding"}


class SharingMiddleware:
    """Stands outside of all others, so that it sees each cookie that an answer sets."""

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
    """Whether this may be somebody whom we know: staff, or a reader of a page with a password."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def _has_words(request: HttpRequest) -> bool:
    """What somebody typed into a search is kept nowhere."""
    return bool(request.GET.get("q"))


def varies_with(header: str) -> set[str]:
    """Return the names in a header `Vary`, in small letters."""
    return {name.lower() for name in cc_delim_re.split(header.strip()) if name}


def _is_page(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Only what names what it shows can be dropped exactly."""
    is_read = request.method in {"GET", "HEAD"} and response.status_code == 200
    return is_read and SURROGATE_KEY in response and not getattr(request, "is_preview", False)


def _is_for_everybody(response: HttpResponseBase) -> bool:
    return not response.cookies and varies_with(response.get("Vary", "")) <= MAY_VARY_WITH
