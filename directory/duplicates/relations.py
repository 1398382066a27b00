"""Finds references to a merged entry by introspecting the models, so that no relation can be forgotten."""

from collections.abc import Iterator

from django.db.models import ForeignKey
from modelcluster.fields import ParentalKey

from ..models import EntryProposal, OrganisationPage

Status = EntryProposal.Status
# These follow the page anyway, or have their own rules.
OWN_RULES = {
    # Deleted on unpublishing.
    "directory.PublicEntry.page",
    # See `merging`.
    "directory.Maintainership.page",
    "directory.DuplicatePair.one",
    "directory.DuplicatePair.other",
    # Merged calls get new keys, so a maintainer may be notified of the last day once more.
    "directory.EndingNotice.page",
    # The code was issued to the other entry's maintainer and is dropped.
    "directory.MaintainerLetter.page",
    # Undoing an import removes what it created, never the entry that absorbed it.
    "directory.ImportRow.page",
}
# Tree position, permissions, revisions and history stay with the page, which staff can still open.
STAYS_WITH_PAGE = {"wagtailcore"}


def references_to_entries() -> Iterator[ForeignKey]:
    """Yield the foreign keys of all apps that may refer to an entry and are not part of the entry itself."""
    for relation in OrganisationPage._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        if not _belongs_to_page(relation.field):
            yield relation.field


def name_of(field: ForeignKey) -> str:
    return f"{field.model._meta.label}.{field.name}"


def move_references(gone: OrganisationPage, kept: OrganisationPage) -> None:
    """Make everything that refers to `gone` refer to `kept`."""
    _make_room_for_drafts(gone, kept)
    for field in references_to_entries():
        # What an entry has one of says something of that entry alone, such as that it is trusted.
        if name_of(field) not in OWN_RULES and not field.unique:
            field.model._base_manager.filter(**{field.name: gone.pk}).update(**{field.name: kept.pk})
    # An entry is not a part of itself.
    OrganisationPage.objects.filter(pk=kept.pk, parent_organisation=kept.pk).update(parent_organisation=None)


def _belongs_to_page(field: ForeignKey) -> bool:
    is_list_of_its_own = field.model._meta.auto_created is OrganisationPage
    return (
        isinstance(field, ParentalKey) or is_list_of_its_own or field.model._meta.app_label in STAYS_WITH_PAGE
    )


def _make_room_for_drafts(gone: OrganisationPage, kept: OrganisationPage) -> None:
    """If a maintainer has drafts for both, only the one edited last stays active."""
    for draft in EntryProposal.objects.filter(page=gone).drafts():
        twin = EntryProposal.objects.from_maintainer(kept.pk, draft.email).drafts().first()
        if twin:
            older = min(draft, twin, key=lambda each: each.updated_at)
            EntryProposal.objects.filter(pk=older.pk).update(
                status=Status.REPLACED, decided_at=older.updated_at
            )
