"""Caches public responses in each process and serves them before Django runs, for sites without a cache in front.

Entries belong to one content version (`content_version`) and are dropped with it: every process checks the version on
each request, whichever process published. Only responses marked as public are stored (`cache_headers`).
"""

import gzip
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock

from django.conf import settings
from django.core.cache import caches

from .cache_headers import MAY_VARY_WITH, varies_with
from .content_version import VERSION_KEY

# Limit for pages that depend on the current time; rendering a page once a minute is cheap.
SECONDS = 60
LARGEST = 512 * 1024
# Addresses with parameters have their own room, so that made-up ones cannot evict pages.
BYTES_OF_EACH_ROOM = 8 * 1024 * 1024
SMALLEST_TO_COMPRESS = 600

Headers = list[tuple[str, str]]

_TAKES_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
_COMPRESSIBLE = re.compile(r"text/|application/(json|javascript|[a-z.]+\+json|atom\+xml|xml)|image/svg")
# Headers that belong to a single response.
_PER_RESPONSE = {"content-length", "etag", "vary", "x-request-id"}


@dataclass(frozen=True)
class CachedResponse:
    etag: str
    fresh_until: float
    plain: tuple[Headers, bytes]
    compressed: tuple[Headers, bytes]

    @property
    def size(self) -> int:
        return len(self.plain[1]) + len(self.compressed[1])

    def respond(self, environ: dict, start_response: Callable) -> list[bytes]:
        takes_gzip = _TAKES_GZIP.search(environ.get("HTTP_ACCEPT_ENCODING", ""))
        headers, body = self.compressed if takes_gzip else self.plain
        if self.etag in (known := environ.get("HTTP_IF_NONE_MATCH", "")) or known.strip() == "*":
            start_response("304 Not Modified", [each for each in headers if each[0].lower() not in _OF_BODY])
            return []
        start_response("200 OK", list(headers))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


_DEPENDS_ON = (
    *("wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO", "HTTP_HOST", "HTTP_X_FORWARDED_HOST"),
    *("PATH_INFO", "QUERY_STRING"),
)
# All that a 304 leaves out: a script of another site may not read one without its CORS headers, nor use it without its
# licence.
_OF_BODY = {"content-length", "content-encoding", "content-type", "content-disposition"}


@dataclass
class Room:
    """The responses of one content version; evicts the oldest when full."""

    version: str = ""
    responses: dict[tuple, CachedResponse] = field(default_factory=dict)
    size: int = 0
    lock: Lock = field(default_factory=Lock)

    def store(self, key: tuple, cached: CachedResponse) -> None:
        with self.lock:
            self._drop(key)
            while self.responses and self.size + cached.size > BYTES_OF_EACH_ROOM:
                self._drop(next(iter(self.responses)))
            self.responses[key] = cached
            self.size += cached.size

    def _drop(self, key: tuple) -> None:
        if old := self.responses.pop(key, None):
            self.size -= old.size


class EmbeddedCache:
    """WSGI middleware."""

    def __init__(self, application: Callable):
        self.application = application
        self.rooms = {False: Room(), True: Room()}
        # Also matches names with a prefix such as "__Host-".
        self.session_cookie = f"{settings.SESSION_COOKIE_NAME}="

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if not self._is_anonymous(environ):
            return self.application(environ, start_response)
        version = caches["versions"].get(VERSION_KEY)
        if version is None:
            # Without a shared version this process would never learn of changes made meanwhile.
            self.rooms = {False: Room(), True: Room()}
            return self.application(environ, start_response)
        room, key = self._room(environ, version), _key(environ)
        cached = room.responses.get(key)
        if cached is not None and cached.fresh_until > time.monotonic():
            return cached.respond(environ, start_response)
        return self._render(environ, start_response, room, cached)

    def _is_anonymous(self, environ: dict) -> bool:
        return (
            environ["REQUEST_METHOD"] in {"GET", "HEAD"}
            and "HTTP_AUTHORIZATION" not in environ
            and self.session_cookie not in environ.get("HTTP_COOKIE", "")
        )

    def _room(self, environ: dict, version: str) -> Room:
        has_parameters = bool(environ.get("QUERY_STRING"))
        room = self.rooms[has_parameters]
        if room.version != version:
            # A request still rendering the old version stores its response in the discarded room.
            room = self.rooms[has_parameters] = Room(version)
        return room

    def _render(
        self, environ: dict, start_response: Callable, room: Room, old: CachedResponse | None
    ) -> Iterable[bytes]:
        started = []
        body = self.application(environ, lambda *arguments: started.append(arguments))
        status, headers, *error = started[0]
        if status.startswith("5") and old is not None:
            _close(body)
            return old.respond(environ, start_response)
        if environ["REQUEST_METHOD"] != "GET" or not _is_cacheable(status, headers):
            start_response(status, headers, *error)
            return body
        cached = _cached_response(headers, b"".join(body))
        _close(body)
        room.store(_key(environ), cached)
        return cached.respond(environ, start_response)


def _key(environ: dict) -> tuple[str, ...]:
    """Everything in a request that a public response may depend on."""
    return tuple([environ.get(name, "") for name in _DEPENDS_ON])


def _is_cacheable(status: str, headers: Headers) -> bool:
    found = {name.lower(): value for name, value in headers}
    control = found.get("cache-control", "")
    return (
        status.startswith("200")
        and "public" in control
        and "s-maxage" in control
        and not {"set-cookie", "content-encoding"} & set(found)
        and varies_with(found.get("vary", "")) <= MAY_VARY_WITH
        and int(found.get("content-length", LARGEST + 1)) <= LARGEST
    )


def _cached_response(headers: Headers, body: bytes) -> CachedResponse:
    common = [(name, value) for name, value in headers if name.lower() not in _PER_RESPONSE]
    found = {name.lower(): value for name, value in headers}
    etag = found.get("etag", "").removeprefix("W/") or f'"{sha256(body).hexdigest()[:32]}"'
    plain = compressed = (_headers(common, body, etag), body)
    if len(body) >= SMALLEST_TO_COMPRESS and _COMPRESSIBLE.match(found.get("content-type", "")):
        common += [("Vary", "Accept-Encoding")]
        small = gzip.compress(body, compresslevel=6, mtime=0)
        plain = (_headers(common, body, etag), body)
        compressed = (_headers([*common, ("Content-Encoding", "gzip")], small, f"W/{etag}"), small)
    return CachedResponse(etag, time.monotonic() + SECONDS, plain, compressed)


def _headers(common: Headers, body: bytes, etag: str) -> Headers:
    return [*common, ("ETag", etag), ("Content-Length", str(len(body)))]


def _close(body: Iterable[bytes]) -> None:
    if hasattr(body, "close"):
        body.close()
