"""Keeps public answers in each process and gives them before Django is asked, where no cache stands in front.

What is kept belongs to one version of the content (`caching`) and goes with it: whatever process publishes, all of
them ask for the version with each request. Only what says that everybody may have it is kept (`sharing`).
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

from .caching import VERSION_KEY
from .sharing import MAY_VARY_WITH, varies_with

# What tells of today or now is no older than this; a page made once a minute costs nothing.
SECONDS = 60
LARGEST = 512 * 1024
# Addresses with parameters have a room of their own: whoever makes them up drives out no page.
BYTES_OF_EACH_ROOM = 8 * 1024 * 1024
SMALLEST_TO_PACK = 600

Headers = list[tuple[str, str]]

_TAKES_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
_PACKABLE = re.compile(r"text/|application/(json|javascript|problem\+json|ld\+json|atom\+xml|xml)|image/svg")
# Of one answer only.
_NOT_KEPT = {"content-length", "etag", "vary", "x-request-id"}


@dataclass(frozen=True)
class Kept:
    etag: str
    fresh_until: float
    plain: tuple[Headers, bytes]
    packed: tuple[Headers, bytes]

    @property
    def size(self) -> int:
        return len(self.plain[1]) + len(self.packed[1])

    def sent(self, environ: dict, start_response: Callable) -> list[bytes]:
        if self.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start_response("304 Not Modified", [each for each in self.packed[0] if each[0] in _OF_304])
            return []
        takes_gzip = _TAKES_GZIP.search(environ.get("HTTP_ACCEPT_ENCODING", ""))
        headers, body = self.packed if takes_gzip else self.plain
        start_response("200 OK", list(headers))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


_DEPENDS_ON = (
    *("wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO", "HTTP_HOST", "HTTP_X_FORWARDED_HOST"),
    *("PATH_INFO", "QUERY_STRING"),
)
_OF_304 = {"Cache-Control", "ETag", "Vary", "Content-Language", "Surrogate-Key"}


@dataclass
class Room:
    """The answers of one version; the oldest goes when there are too many."""

    version: str = ""
    answers: dict[tuple, Kept] = field(default_factory=dict)
    size: int = 0
    lock: Lock = field(default_factory=Lock)

    def keep(self, key: tuple, kept: Kept) -> None:
        with self.lock:
            self._drop(key)
            while self.answers and self.size + kept.size > BYTES_OF_EACH_ROOM:
                self._drop(next(iter(self.answers)))
            self.answers[key] = kept
            self.size += kept.size

    def _drop(self, key: tuple) -> None:
        if old := self.answers.pop(key, None):
            self.size -= old.size


class EmbeddedCache:
    """A WSGI application around another one."""

    def __init__(self, application: Callable):
        self.application = application
        self.rooms = {False: Room(), True: Room()}
        # A session's cookie under any name that begins with "__Host-" or the like, too.
        self.session_cookie = f"{settings.SESSION_COOKIE_NAME}="

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if not self._is_asked_by_anybody(environ):
            return self.application(environ, start_response)
        version = caches["versions"].get(VERSION_KEY)
        if version is None:
            # What changes while nobody can be told, nobody could tell this process later.
            self.rooms = {False: Room(), True: Room()}
            return self.application(environ, start_response)
        room, key = self._room(environ, version), _key(environ)
        kept = room.answers.get(key)
        if kept is not None and kept.fresh_until > time.monotonic():
            return kept.sent(environ, start_response)
        return self._make(environ, start_response, room, kept)

    def _is_asked_by_anybody(self, environ: dict) -> bool:
        return (
            environ["REQUEST_METHOD"] in {"GET", "HEAD"}
            and "HTTP_AUTHORIZATION" not in environ
            and self.session_cookie not in environ.get("HTTP_COOKIE", "")
        )

    def _room(self, environ: dict, version: str) -> Room:
        has_parameters = bool(environ.get("QUERY_STRING"))
        room = self.rooms[has_parameters]
        if room.version != version:
            # Whoever is still making an answer of the old version keeps it where nobody looks.
            room = self.rooms[has_parameters] = Room(version)
        return room

    def _make(self, environ: dict, start_response: Callable, room: Room, old: Kept | None) -> Iterable[bytes]:
        begun = []
        body = self.application(environ, lambda *arguments: begun.append(arguments))
        status, headers, *error = begun[0]
        if status.startswith("5") and old is not None:
            _close(body)
            return old.sent(environ, start_response)
        if environ["REQUEST_METHOD"] != "GET" or not _may_be_kept(status, headers):
            start_response(status, headers, *error)
            return body
        kept = _kept(headers, b"".join(body))
        _close(body)
        room.keep(_key(environ), kept)
        return kept.sent(environ, start_response)


def _key(environ: dict) -> tuple[str, ...]:
    """All of a request that an answer for everybody may depend on."""
    return tuple([environ.get(name, "") for name in _DEPENDS_ON])


def _may_be_kept(status: str, headers: Headers) -> bool:
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


def _kept(headers: Headers, body: bytes) -> Kept:
    common = [(name, value) for name, value in headers if name.lower() not in _NOT_KEPT]
    found = {name.lower(): value for name, value in headers}
    etag = found.get("etag", "").removeprefix("W/") or f'"{sha256(body).hexdigest()[:32]}"'
    plain = packed = (_own(common, body, etag), body)
    if len(body) >= SMALLEST_TO_PACK and _PACKABLE.match(found.get("content-type", "")):
        common += [("Vary", "Accept-Encoding")]
        small = gzip.compress(body, compresslevel=6, mtime=0)
        plain = (_own(common, body, etag), body)
        packed = (_own([*common, ("Content-Encoding", "gzip")], small, f"W/{etag}"), small)
    return Kept(etag, time.monotonic() + SECONDS, plain, packed)


def _own(common: Headers, body: bytes, etag: str) -> Headers:
    return [*common, ("ETag", etag), ("Content-Length", str(len(body)))]


def _close(body: Iterable[bytes]) -> None:
    if hasattr(body, "close"):
        body.close()
