"""Begins a new content version whenever a row is saved or deleted that public pages depend on."""

from django.db.models.signals import post_delete, post_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.models import AbstractSetting
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import BaseViewRestriction, Collection, Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_slug_changed, page_unpublished, post_page_move, published

from cms.caching.content_version import REFRESHING_MODELS, begin_new_version, refresh_content

ALWAYS_REFRESHING = (
    AbstractDocument,
    AbstractImage,
    AbstractSetting,
    BaseViewRestriction,
    Collection,
    Locale,
    Redirect,
    Site,
)


def watch_content() -> None:
    for signal in (published, page_unpublished, post_page_move, page_slug_changed):
        signal.connect(_on_change, dispatch_uid="refresh-content", weak=False)
    post_save.connect(_on_save, dispatch_uid="refresh-content", weak=False)
    post_delete.connect(_on_delete, dispatch_uid="refresh-content", weak=False)


def _on_change(**kwargs) -> None:
    begin_new_version()


def _on_save(sender: type, instance, update_fields=None, raw=False, **kwargs) -> None:
    # Saving a draft updates a few named columns of the page, which citizens do not see.
    is_live_page = isinstance(instance, Page) and instance.live and update_fields is None
    if is_live_page or _is_refreshing(instance):
        _refresh_after(instance)


def _on_delete(sender: type, instance, **kwargs) -> None:
    if isinstance(instance, Page) or _is_refreshing(instance):
        _refresh_after(instance)


def _is_refreshing(instance) -> bool:
    return isinstance(instance, (*ALWAYS_REFRESHING, *REFRESHING_MODELS))


def _refresh_after(instance) -> None:
    if isinstance(instance, (Page, PageViewRestriction)):
        # `page_changes` determines what this means for the cache in front of the site.
        begin_new_version()
    elif isinstance(instance, AbstractImage):
        refresh_content(f"image-{instance.pk}", "images")
    elif isinstance(instance, AbstractDocument):
        refresh_content(f"document-{instance.pk}", "documents")
    elif isinstance(instance, Redirect):
        refresh_content("redirects")
    else:
        refresh_content()
