"""Notices what a change of a page means for citizens, and calls the registered listeners.

Listeners run inside the transaction that makes the change, so what a listener writes is kept or lost with
it. Django's own signals are used, because Wagtail sends some of its own (`published`) after the commit.
"""

from collections.abc import Callable
from contextvars import ContextVar
from copy import copy
from dataclasses import dataclass
from operator import attrgetter

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import pre_page_move

from cms.common.registry import Registry
from cms.pages.visibility import published_pages

MOST_SINGLE_PAGES = 1000


@dataclass(frozen=True)
class PageChange:
    page: Page
    was_public: bool
    is_public: bool
    # Title, address or visibility: what menus, breadcrumbs and the pages below repeat.
    is_outline: bool = True
    includes_below: bool = False
    # The address it had before, if that was another one.
    old_address: str = ""
    is_deleted: bool = False


@dataclass(frozen=True)
class _State:
    is_public: bool
    live: bool = False
    title: str = ""
    url_path: str = ""


@dataclass(frozen=True)
class Listener:
    is_interested: Callable[[], bool]
    tell: Callable[[PageChange], None]


LISTENERS: Registry[Callable, Listener] = Registry(key=attrgetter("tell"))
# A move writes the new place before it saves the page, which then no longer knows what it was.
_public_before_move: ContextVar[dict[int, bool] | None] = ContextVar("public_before_move", default=None)


def tell_page_changes(to: Callable[[PageChange], None], when: Callable[[], bool]) -> None:
    """Call `to` with each change. Nothing is looked up as long as `when()` is false for everybody."""
    LISTENERS.register(Listener(when, to))


def watch_pages() -> None:
    pre_save.connect(_before_save, dispatch_uid="page-changes", weak=False)
    post_save.connect(_after_save, dispatch_uid="page-changes", weak=False)
    pre_page_move.connect(_before_move, dispatch_uid="page-changes", weak=False)
    pre_delete.connect(_before_delete, sender=Page, dispatch_uid="page-changes", weak=False)
    pre_save.connect(_before_restriction, sender=PageViewRestriction, dispatch_uid="page-changes", weak=False)
    post_delete.connect(
        _after_restriction, sender=PageViewRestriction, dispatch_uid="page-changes", weak=False
    )


def address_of(page: Page, url_path: str = "") -> str:
    """Return the full address, or the one it has under another `url_path`; "" outside of every site."""
    if url_path:
        page = copy(page)
        page.url_path = url_path
    return page.get_full_url() or ""


def _tell(change: PageChange) -> None:
    for listener in LISTENERS.values():
        if listener.is_interested():
            listener.tell(change)


def _is_watched(instance, update_fields=None, raw=False) -> bool:
    # Of what is saved by name, only an alias that becomes a page of its own is news.
    is_part = update_fields is not None and "alias_of_id" not in update_fields
    if not isinstance(instance, Page) or is_part or raw:
        return False
    return any(listener.is_interested() for listener in LISTENERS.values())


def _before_save(sender: type, instance, update_fields=None, raw=False, **kwargs) -> None:
    if _is_watched(instance, update_fields, raw):
        instance.__dict__["_state_before"] = _state_of(instance.pk)


def _state_of(pk: int | None) -> _State:
    row = Page.objects.filter(pk=pk).values("live", "title", "url_path").first() if pk else None
    if row is None:
        return _State(is_public=False)
    moved_from_public = (_public_before_move.get() or {}).pop(pk, None)
    is_public = _is_public(pk) if moved_from_public is None else moved_from_public
    return _State(is_public=is_public, **row)


def _is_public(pk: int) -> bool:
    return published_pages().filter(pk=pk).exists()


def _after_save(sender: type, instance, update_fields=None, raw=False, **kwargs) -> None:
    before = instance.__dict__.pop("_state_before", None)
    if before is None or not _is_watched(instance, update_fields, raw):
        return
    is_public = instance.live and _is_public(instance.pk)
    # A draft, or a page of which nobody knows.
    if not (before.is_public or is_public):
        return
    has_moved = bool(before.url_path) and before.url_path != instance.url_path
    _tell(
        PageChange(
            page=_specific(instance),
            was_public=before.is_public,
            is_public=is_public,
            is_outline=has_moved or before.is_public != is_public or before.title != instance.title,
            includes_below=has_moved,
            old_address=address_of(instance, before.url_path) if has_moved else "",
        )
    )


def _before_move(instance, **kwargs) -> None:
    if _is_watched(instance):
        _public_before_move.set({**(_public_before_move.get() or {}), instance.pk: _is_public(instance.pk)})


def _before_delete(instance, **kwargs) -> None:
    if _is_watched(instance) and _is_public(instance.pk):
        _tell(PageChange(_specific(instance), was_public=True, is_public=False, is_deleted=True))


def _before_restriction(instance, raw=False, **kwargs) -> None:
    """The page and what lies below it are not public any more."""
    if raw or not _is_watched(instance.page):
        return
    for page in _same_as(instance.page):
        for top in _public_tops(page):
            _tell(PageChange(top, was_public=True, is_public=False, includes_below=True))


def _after_restriction(instance, origin=None, **kwargs) -> None:
    """They are public again; unless the restriction was deleted with its page, which then is nobody's concern."""
    model = getattr(origin, "model", type(origin))
    if model is not PageViewRestriction or not _is_watched(instance.page):
        return
    for page in _same_as(instance.page):
        for top in _public_tops(page):
            _tell(PageChange(top, was_public=False, is_public=True, includes_below=True))


def _specific(page: Page) -> Page:
    """Wagtail moves and withdraws pages of which it has read only what all pages have."""
    return page if type(page) is not Page else page.specific


def _same_as(page: Page) -> list[Page]:
    """Return the page and its aliases, which have its restrictions."""
    return [page, *page.aliases.all(), *Page.objects.filter(alias_of__alias_of=page)]


def _public_tops(page: Page) -> list[Page]:
    """Return the page if it is public, else those public ones below it that speak for the others."""
    if _is_public(page.pk):
        return [page.specific]
    tops: list[Page] = []
    for below in published_pages().descendant_of(page).order_by("path")[:MOST_SINGLE_PAGES]:
        if not tops or not below.path.startswith(tops[-1].path):
            tops.append(below)
    return [top.specific for top in tops]
