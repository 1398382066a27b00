"""Sends open data: streamed, to everybody, with its licence, and with 304 if nothing changed."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from cms.caching.cache_keys import tag
from cms.caching.content_version import cached, content_version, version_fixed
from cms.common import cross_origin

from .licences import Licence

METHODS = "GET, HEAD, OPTIONS"
# Last-Modified has a resolution of one second, so two changes within it look the same (RFC 9110, 8.8.2.2).
TOO_FRESH = timedelta(seconds=2)
# Anybody may store a copy but must revalidate it, so that withdrawn entries disappear at once.
CACHING = "public, no-cache"
BLOCK = 64 * 1024


def answer_open_data(
    request: HttpRequest, licence: Licence, make: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Return what `make` makes, or 304 without calling it; also answers OPTIONS and refuses other methods."""
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
    """Allow scripts of all origins (CORS) and name the licence (RFC 8288)."""
    response["Link"] = f'<{licence.url}>; rel="license"'
    return cross_origin.opened(response, METHODS)


def streamed(
    request: HttpRequest, pieces: Iterable[bytes], content_type: str, disposition: str = ""
) -> HttpResponseBase:
    """Return a streamed body; for HEAD nothing is generated."""
    body = () if request.method == "HEAD" else in_language(pieces, translation.get_language())
    # For HEAD, too: a plain response would announce a length of zero.
    response = StreamingHttpResponse(body, content_type=content_type)
    if disposition:
        response["Content-Disposition"] = disposition
    # A buffering proxy would hold the whole file.
    response["X-Accel-Buffering"] = "no"
    return response


def in_language(pieces: Iterable[bytes], language: str | None) -> Iterator[bytes]:
    """Generate each piece in this language; the request and its active language are gone by then."""
    left = iter(pieces)
    block = b"-"
    while block:
        # Checking the content version once per block, and sending fewer blocks, halves the work.
        with translation.override(language), version_fixed():
            block = _next_block(left)
        if block:
            yield block


def _next_block(pieces: Iterator[bytes]) -> bytes:
    """Join pieces up to the size of a block; b"" after the last."""
    block = bytearray()
    for piece in pieces:
        block += piece
        if len(block) >= BLOCK:
            break
    return bytes(block)


def _entity_tag(request: HttpRequest) -> str:
    """A weak tag, since the same content may be compressed to different bytes."""
    parts = (content_version(), request.get_host(), request.get_full_path())
    return f'W/"{sha256(" ".join(parts).encode()).hexdigest()[:24]}"'


def _changed_at() -> int | None:
    """Return when this content version was first requested, in seconds; None if that is just now."""
    since = cached("open-data-since", timezone.now)
    return int(since.timestamp()) if timezone.now() - since > TOO_FRESH else None
