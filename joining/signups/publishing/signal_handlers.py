"""Keeps places in step with the pages that offer them and with the dates of the calendar."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.signals import page_unpublished

from directory.models import PublicEntry
from directory.publishing.projection import records_written
from events.models import ChangedDay, EventPage

from ..models import SignupPage, signup_page_saved
from .calls import pages_of_coming_calls
from .writing import write_of_event, write_places

UID = "signups-places"


def watch_changes() -> None:
    signup_page_saved.connect(_on_saved, dispatch_uid=UID)
    page_unpublished.connect(_on_gone, dispatch_uid=UID)
    post_delete.connect(_on_gone, sender=SignupPage, dispatch_uid=UID)
    records_written.connect(_on_entries, dispatch_uid=UID)
    pre_delete.connect(_on_entries, sender=PublicEntry, dispatch_uid=UID)
    for signal in (post_save, post_delete):
        signal.connect(_on_event, sender=EventPage, dispatch_uid=UID)
        signal.connect(_on_changed_day, sender=ChangedDay, dispatch_uid=UID)


def _on_saved(page: SignupPage, **kwargs) -> None:
    write_places([page.translation_key])


def _on_gone(instance, **kwargs) -> None:
    if isinstance(instance, SignupPage):
        write_places([instance.translation_key])
    elif isinstance(instance, EventPage):
        _write_after_commit(instance.translation_key)


def _on_event(instance, raw=False, update_fields=None, **kwargs) -> None:
    if not raw and update_fields is None:
        _write_after_commit(instance.translation_key)


def _on_changed_day(instance, raw=False, **kwargs) -> None:
    if not raw:
        _write_after_commit(instance.series)


def _on_entries(**kwargs) -> None:
    """Calls are written and go with the records of their entries."""
    transaction.on_commit(lambda: write_places(pages_of_coming_calls()))


def _write_after_commit(series) -> None:
    """Whoever signs up locks places first and dates then, so an editor's transaction must not do it the other way."""
    transaction.on_commit(lambda: write_of_event(series))
