"""One version for all public content, so that nothing cached is ever stale.

`cached(key, build)` stores the result of `build()` until any content changes. The version is in the cache "versions",
which all processes share. While that cache is down, each process uses the current second as its version, so results
are at most a second old. When it is back, everything is rebuilt, because no process knows what the others changed.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from typing import TypeVar
from uuid import uuid4

from django.core.cache import cache, caches
from django.db import transaction
from django.dispatch import Signal
from django.http import HttpRequest
from django.utils import timezone, translation

from cms.common.registry import Registry

from .release import release

T = TypeVar("T")

VERSION_KEY = "content-version"
LIFETIME = 86_400

_version_of_request: ContextVar[str | None] = ContextVar("content_version", default=None)
_is_held_back: ContextVar[bool] = ContextVar("refresh_held_back", default=False)
REFRESHING_MODELS: Registry[type, type] = Registry(key=lambda model: model)
# Sent inside the transaction of the change, with `keys`: the cache keys of what changed.
content_changed = Signal()


def content_version() -> str:
    """The current version. It changes with content or code, and daily, because dates expire."""
    return _version_of_request.get() or _of_today(_kept_version())


def cached(key: str, build: Callable[[], T], only_if: Callable[[T], bool] = lambda result: True) -> T:
    """Return the cached result of `build` for the active language, or build it and store it if `only_if` allows.

    Only for results that depend on neither the user nor a draft. `None` is cached, too.
    """
    full_key = f"{content_version()}:{translation.get_language()}:{key}"
    missing = object()
    kept = cache.get(full_key, missing)
    if kept is not missing:
        return kept
    result = build()
    if only_if(result):
        cache.set(full_key, result, LIFETIME)
    return result


def short(text: str) -> str:
    """Return a digest for use in a key, since addresses may be too long and contain invalid characters."""
    return sha256(text.encode(errors="replace")).hexdigest()


def refresh_content(*keys: str) -> None:
    """Begin a new version, and send `content_changed` with the cache keys of what changed (default: "*")."""
    begin_new_version()
    content_changed.send(sender=None, keys=keys or ("*",))


def begin_new_version() -> None:
    """Invalidate everything cached, once the current transaction is committed."""
    if not _is_held_back.get():
        transaction.on_commit(_start_new_version)


def refreshes_content(model: type) -> type:
    """Class decorator: saving or deleting such a row refreshes the content."""
    REFRESHING_MODELS.register(model)
    return model


def cached_for(request: HttpRequest, key: str, build: Callable[[], T]) -> T:
    """Like `cached`, but previews, which show a draft, bypass the cache."""
    return build() if getattr(request, "is_preview", False) else cached(key, build)


@contextmanager
def one_refresh() -> Iterator[None]:
    """Refresh once at the end of many changes, instead of after each of them."""
    token = _is_held_back.set(True)
    try:
        yield
    finally:
        _is_held_back.reset(token)
        begin_new_version()


class version_fixed:
    """Fetch the version once per request instead of once per cached result."""

    def __enter__(self):
        self.token = _version_of_request.set(_of_today(_kept_version()))

    def __exit__(self, *exc_info):
        _version_of_request.reset(self.token)


def newest_version() -> str:
    """The version as of now, which holds for the rest of the request: what others changed meanwhile counts, too."""
    version = _of_today(_kept_version())
    if _version_of_request.get():
        _version_of_request.set(version)
    return version


def _kept_version() -> str:
    versions = caches["versions"]
    version = versions.get(VERSION_KEY)
    if version is None:
        versions.add(VERSION_KEY, _new_version(), None)
        version = versions.get(VERSION_KEY)
    if version is None:
        return _absence.version()
    return version if _absence.is_over() else _keep_new_version()


def _of_today(version: str) -> str:
    return f"{version}-{release()}-{timezone.localdate():%Y%m%d}"


def _new_version() -> str:
    return uuid4().hex[:12]


def _start_new_version() -> None:
    version = _keep_new_version()
    if _version_of_request.get():
        _version_of_request.set(_of_today(version))


def _keep_new_version() -> str:
    """Store a version for all processes; without the cache, remember to do so later."""
    version = _new_version()
    versions = caches["versions"]
    versions.set(VERSION_KEY, version, None)
    if versions.get(VERSION_KEY) is None:
        # The next request of this process must see its own change at once.
        _absence.name = version
        return _absence.version()
    _absence.name = ""
    return version


class _Absence:
    """The shared cache is or was down, and this process has not stored a new version yet."""

    name = ""

    def is_over(self) -> bool:
        return not self.name

    def version(self) -> str:
        self.name = self.name or _new_version()
        return f"{self.name}-{int(time.monotonic())}"


_absence = _Absence()
