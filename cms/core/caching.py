"""One version number for everything a citizen sees, so that a cached piece is never stale.

`cached(key, build)` keeps what `build()` returned until any content changes. The version lives in the cache
"versions", which all processes share. While that cache is away, each process counts seconds instead: what it keeps
is a second old at most. When it is back, everything is built anew, since nobody could tell it what changed.
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
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from django.utils import timezone, translation

from .release import release

T = TypeVar("T")

VERSION_KEY = "content-version"
LIFETIME = 86_400

_version_of_request: ContextVar[str | None] = ContextVar("content_version", default=None)
_is_held_back: ContextVar[bool] = ContextVar("refresh_held_back", default=False)
_refreshing_models: set[type] = set()


def content_version() -> str:
    """The current version; a new one after every change of content or code, and every day (dates expire)."""
    return _version_of_request.get() or _of_today(_kept_version())


def cached(key: str, build: Callable[[], T], only_if: Callable[[T], bool] = lambda result: True) -> T:
    """Return the kept result of `build` for the active language, or build it, and keep it if it is worth it.

    Only for what depends on no user and no draft. `None` is kept too.
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
    """Return what stands for a text in a key: an address may be longer than a key, and hold what none may."""
    return sha256(text.encode(errors="replace")).hexdigest()


def refresh_content(*keys: str) -> None:
    """Make every kept piece outdated, once the current transaction is committed.

    A cache in front of the site drops what shows the things that `keys` name (see `api/surrogates.py`), or
    everything if nothing is named.
    """
    from .front_cache.outbox import note

    _refresh()
    note(*(keys or ["*"]))


def refreshes_content(model: type) -> type:
    """Class decorator: saving or deleting such a row refreshes what citizens see."""
    _refreshing_models.add(model)
    return model


def cached_for(request: HttpRequest, key: str, build: Callable[[], T]) -> T:
    """Like `cached`, but a preview, which shows a draft, is built anew and not kept."""
    return build() if getattr(request, "is_preview", False) else cached(key, build)


@contextmanager
def one_refresh() -> Iterator[None]:
    """For many changes in a row: refresh once, at the end, instead of after each of them."""
    token = _is_held_back.set(True)
    try:
        yield
    finally:
        _is_held_back.reset(token)
        _refresh()


class version_fixed:
    """Ask the cache for the version once per request instead of once per piece."""

    def __enter__(self):
        self.token = _version_of_request.set(_of_today(_kept_version()))

    def __exit__(self, *exc_info):
        _version_of_request.reset(self.token)


def watch_content() -> None:
    """Connect the signals with which Wagtail and Django tell that content changed."""
    from wagtail.signals import page_slug_changed, page_unpublished, post_page_move, published

    for signal in (published, page_unpublished, post_page_move, page_slug_changed):
        signal.connect(_on_change, dispatch_uid="refresh-content", weak=False)
    post_save.connect(_on_save, dispatch_uid="refresh-content", weak=False)
    post_delete.connect(_on_delete, dispatch_uid="refresh-content", weak=False)


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
    """Tell all processes; note it as owed when nobody can be told."""
    version = _new_version()
    versions = caches["versions"]
    versions.set(VERSION_KEY, version, None)
    if versions.get(VERSION_KEY) is None:
        # What this process has changed, its own next request shows at once.
        _absence.name = version
        return _absence.version()
    _absence.name = ""
    return version


class _Absence:
    """The shared cache is away, or was until this process has told of a new version."""

    name = ""

    def is_over(self) -> bool:
        return not self.name

    def version(self) -> str:
        self.name = self.name or _new_version()
        return f"{self.name}-{int(time.monotonic())}"


_absence = _Absence()


def _refresh() -> None:
    if not _is_held_back.get():
        transaction.on_commit(_start_new_version)


def _on_change(**kwargs) -> None:
    _refresh()


def _on_save(sender: type, instance, update_fields=None, raw=False, **kwargs) -> None:
    from wagtail.models import Page

    # Saving a draft writes a few named columns of the page; that is not yet a change for citizens.
    is_live_page = isinstance(instance, Page) and instance.live and update_fields is None
    if is_live_page or _is_refreshing(instance):
        _refresh_after(instance)


def _on_delete(sender: type, instance, **kwargs) -> None:
    from wagtail.models import Page

    if isinstance(instance, Page) or _is_refreshing(instance):
        _refresh_after(instance)


def _refresh_after(instance) -> None:
    from wagtail.contrib.redirects.models import Redirect
    from wagtail.documents.models import AbstractDocument
    from wagtail.images.models import AbstractImage
    from wagtail.models import Page, PageViewRestriction

    if isinstance(instance, (Page, PageViewRestriction)):
        # What this means for the cache in front of the site, `page_changes` finds out.
        _refresh()
    elif isinstance(instance, AbstractImage):
        refresh_content(f"image-{instance.pk}", "images")
    elif isinstance(instance, AbstractDocument):
        refresh_content(f"document-{instance.pk}", "documents")
    elif isinstance(instance, Redirect):
        refresh_content("redirects")
    else:
        refresh_content()


def _is_refreshing(instance) -> bool:
    from wagtail.contrib.redirects.models import Redirect
    from wagtail.contrib.settings.models import AbstractSetting
    from wagtail.documents.models import AbstractDocument
    from wagtail.images.models import AbstractImage
    from wagtail.models import BaseViewRestriction, Collection, Locale, Site

    media = (AbstractDocument, AbstractImage, Collection)
    common = (*media, AbstractSetting, BaseViewRestriction, Locale, Redirect, Site)
    return isinstance(instance, (*common, *_refreshing_models))
