"""How open data is sent: in pieces, to everybody, with its licence, and again only when something changed."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from cms.core.api.surrogates import tag
from cms.core.caching import cached, content_version, version_fixed

from .licences import Licence

METHODS = "GET, HEAD, OPTIONS"
# The time has a resolution of one second: what changed within it could not be told apart (RFC 9110, 8.8.2.2).
TOO_FRESH = timedelta(seconds=2)
# Anybody may keep a copy, but asks whether it is still right: what somebody withdraws is gone at once.
CACHING = "public, no-cache"
BLOCK = 64 * 1024


def answer_open_data(
    request: HttpRequest, licence: Licence, make: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Return what `make` makes, or 304 without making anything, or what else is asked about the address."""
    if request.method == "OPTIONS":
        return opened(HttpResponse(status=204, headers={"Allow": METHODS}), licence)
    if request.method not in {"GET", "HEAD"}:
        return opened(HttpResponse(status=405, headers={"Allow": METHODS}), licence)
    etag, changed_at = _entity_tag(request), _changed_at()
    unchanged = get_conditional_response(request, etag, changed_at)
    response = unchanged or make()
    if response.status_code in {200, 304}:
        response["ETag"] = etag
        if changed_at:
            response["Last-Modified"] = http_date(changed_at)
        response["Cache-Control"] = CACHING
        tag(request, "organisations", "openings")
    return opened(response, licence)


def opened(response: HttpResponseBase, licence: Licence) -> HttpResponseBase:
    """Let scripts of other sites read it (CORS) and name the licence (RFC 8288)."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since, Accept"
    response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link"
    response["Link"] = f'<{licence.url}>; rel="license"'
    return response


def streamed(
    request: HttpRequest, pieces: Iterable[bytes], content_type: str, disposition: str = ""
) -> HttpResponseBase:
    """Return a body that is made while it is sent; for HEAD nothing is made at all."""
    body = () if request.method == "HEAD" else in_language(pieces, translation.get_language())
    # For HEAD, too: a plain answer would claim that the file is empty.
    response = StreamingHttpResponse(body, content_type=content_type)
    if disposition:
        response["Content-Disposition"] = disposition
    # A proxy that waits for the end would hold the whole file.
    response["X-Accel-Buffering"] = "no"
    return response


def in_language(pieces: Iterable[bytes], language: str | None) -> Iterator[bytes]:
    """Make each piece in this language, although the request, and with it its language, is over by then."""
    left = iter(pieces)
    block = b"-"
    while block:
        # Asking once per block which version is current, and sending fewer blocks, halves the work.
        with translation.override(language), version_fixed():
            block = _next_block(left)
        if block:
            yield block


def _next_block(pieces: Iterator[bytes]) -> bytes:
    """Return the next pieces as one, b"" after the last."""
    block = bytearray()
    for piece in pieces:
        block += piece
        if len(block) >= BLOCK:
            break
    return bytes(block)


def _entity_tag(request: HttpRequest) -> str:
    """Weak: the same content may be packed in different bytes."""
    parts = (content_version(), request.get_host(), request.get_full_path())
    return f'W/"{sha256(" ".join(parts).encode()).hexdigest()[:24]}"'


def _changed_at() -> int | None:
    """Return when this version of the content was first asked for, in seconds; None while that is just now."""
    since = cached("open-data-since", timezone.now)
    return int(since.timestamp()) if timezone.now() - since > TOO_FRESH else None
