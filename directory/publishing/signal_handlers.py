"""Keeps the read model in step, in the transaction of the change.

The one exception to "no signal for what we cause ourselves": an entry, a term or a maintainership that is saved,
an ancestor that moves, hides, gets a password or goes.
"""

from django.db.models.signals import post_save, pre_delete

from cms.publishing.visibility_changes import watch_visibility
from cms.towns.models import TownSettings

from ..models import Category, District, HelpType, Maintainership, OrganisationPage, PublicEntry, TargetGroup
from ..models.organisation_page import entry_saved
from . import projection
from .tombstones import bury

REWRITES = {
    Category: projection.rewrite_entries_of,
    District: projection.rewrite_entries_in,
    HelpType: projection.rewrite_entries_seeking,
    TargetGroup: projection.rewrite_entries_for,
    Maintainership: lambda maintainership: projection.write_record_of(maintainership.page_id),
}


def watch_changes() -> None:
    entry_saved.connect(_on_entry_saved, dispatch_uid="directory-records")
    for model in REWRITES:
        post_save.connect(_on_source_saved, sender=model, dispatch_uid="directory-records")
    post_save.connect(_on_town_settings, sender=TownSettings, dispatch_uid="directory-records")
    pre_delete.connect(_on_record_going, sender=PublicEntry, dispatch_uid="directory-tombstones")
    watch_visibility(
        OrganisationPage, write_below=projection.write_records_below, remove=projection.remove_record_of
    )


def _on_entry_saved(instance, **kwargs) -> None:
    projection.write_record_of(instance.pk)


def _on_source_saved(sender, instance, raw=False, **kwargs) -> None:
    # A fixture brings the records along.
    if not raw:
        REWRITES[sender](instance)


def _on_town_settings(created=False, raw=False, **kwargs) -> None:
    # A reader may make the row, which says what holds without it.
    if not (created or raw):
        projection.rewrite_entries_with_holidays()


def _on_record_going(instance, **kwargs) -> None:
    """However a record goes, also with its page or with everything below a page: mirrors are to know."""
    bury(instance)
