"""Keeps the calendar in step, in the transaction of the change: what is announced is saved, hidden, moved or goes."""

from django.db.models.signals import post_delete, post_save

from cms.publishing.visibility_changes import watch_visibility
from cms.towns.models import TownSettings
from directory.models import Offer, SchoolHoliday
from directory.publishing.projection import records_written

from ..models import ChangedDay, EventPage, PartnerEvent, PublicEvent
from . import projection

UID = "events-calendar"


def watch_changes() -> None:
    post_save.connect(_on_page_saved, sender=EventPage, dispatch_uid=UID)
    watch_visibility(EventPage, write_below=_write_below, remove=_remove)
    records_written.connect(_on_records_written, dispatch_uid=UID)
    post_save.connect(_on_partner_event, sender=PartnerEvent, dispatch_uid=UID)
    post_delete.connect(_on_partner_event_gone, sender=PartnerEvent, dispatch_uid=UID)
    post_save.connect(_on_town_settings, sender=TownSettings, dispatch_uid=UID)
    for signal in (post_save, post_delete):
        signal.connect(_on_changed_day, sender=ChangedDay, dispatch_uid=UID)
        signal.connect(_on_school_holiday, sender=SchoolHoliday, dispatch_uid=UID)


def _on_page_saved(instance, raw=False, update_fields=None, **kwargs) -> None:
    # A draft is saved with `update_fields`; what citizens see has not changed then. An alias may become a page.
    if not raw and (update_fields is None or "alias_of_id" in update_fields):
        projection.write_pages(EventPage.objects.filter(pk=instance.pk))


def _write_below(path: str) -> None:
    projection.write_pages(EventPage.objects.filter(path__startswith=path))


def _remove(page_id: int) -> None:
    PublicEvent.objects.filter(page=page_id).delete()


def _on_records_written(keys: list[int], **kwargs) -> None:
    projection.write_entries(keys)
    projection.write_pages(EventPage.objects.filter(organiser_entry__in=keys))


def _on_partner_event(instance, raw=False, **kwargs) -> None:
    if not raw:
        projection.write_entries([instance.organisation_id])


def _on_partner_event_gone(instance, **kwargs) -> None:
    # A calendar may lose hundreds at once, and writes the entry itself.
    if not instance.feed_id:
        projection.write_entries([instance.organisation_id])


def _on_changed_day(instance, raw=False, **kwargs) -> None:
    if not raw and not instance.from_feed:
        projection.write_series([instance.series])


def _on_school_holiday(raw=False, **kwargs) -> None:
    if not raw:
        offers = Offer.objects.filter(pauses_in_holidays=True, page__live=True).values_list("page", flat=True)
        dates = PartnerEvent.objects.public().filter(pauses_in_holidays=True)
        projection.write_entries({*offers, *dates.values_list("organisation", flat=True)})


def _on_town_settings(created=False, raw=False, **kwargs) -> None:
    """The Land may be another one. Offers are written with the records of their entries."""
    # A reader may make the row, which says what holds without it.
    if not (created or raw):
        dates = PartnerEvent.objects.public().filter(pauses_on_public_holidays=True)
        projection.write_entries(set(dates.values_list("organisation", flat=True)))
        projection.write_pages(EventPage.objects.filter(pauses_on_public_holidays=True))
