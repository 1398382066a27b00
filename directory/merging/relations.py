"""What refers to an entry that goes, found by walking the models, so that no relation can be forgotten."""

from collections.abc import Iterator

from django.db.models import ForeignKey
from modelcluster.fields import ParentalKey

from ..models import EntryProposal, OrganisationPage

Status = EntryProposal.Status
# These follow the page by themselves, or are moved by rules of their own.
OWN_RULES = {
    # Goes when the page is public no more.
    "directory.PublicEntry.page",
    # See `services.merging`.
    "directory.Stewardship.page",
    "directory.DuplicatePair.one",
    "directory.DuplicatePair.other",
    # Calls that move along have new keys, so their keeper may be told of their last day once more.
    "directory.EndingNotice.page",
    # A code was given to whom the other entry belonged; with her, it is forgotten.
    "directory.KeeperLetter.page",
    # Undoing an import takes back what it made, and never the entry that another one was merged into.
    "directory.ImportRow.page",
}
# Its place in the tree, its rights, versions and history stay with the page, which staff can still open.
STAYS_WITH_PAGE = {"wagtailcore"}


def references_to_entries() -> Iterator[ForeignKey]:
    """Yield each foreign key of any app that may hold an entry and is not a part of the entry itself."""
    for relation in OrganisationPage._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        if not _belongs_to_page(relation.field):
            yield relation.field


def name_of(field: ForeignKey) -> str:
    return f"{field.model._meta.label}.{field.name}"


def move_references(gone: OrganisationPage, kept: OrganisationPage) -> None:
    """Let everything that refers to `gone` refer to `kept`."""
    _make_room_for_drafts(gone, kept)
    for field in references_to_entries():
        if name_of(field) not in OWN_RULES:
            field.model._base_manager.filter(**{field.name: gone.pk}).update(**{field.name: kept.pk})
    # An entry is no part of itself.
    OrganisationPage.objects.filter(pk=kept.pk, parent_organisation=kept.pk).update(parent_organisation=None)


def _belongs_to_page(field: ForeignKey) -> bool:
    is_list_of_its_own = field.model._meta.auto_created is OrganisationPage
    return (
        isinstance(field, ParentalKey) or is_list_of_its_own or field.model._meta.app_label in STAYS_WITH_PAGE
    )


def _make_room_for_drafts(gone: OrganisationPage, kept: OrganisationPage) -> None:
    """One keeper may have begun to write in both; of her two drafts the one that she touched last goes on."""
    for draft in EntryProposal.objects.filter(page=gone).drafts():
        twin = EntryProposal.objects.from_keeper(kept.pk, draft.email).drafts().first()
        if twin:
            older = min(draft, twin, key=lambda each: each.updated_at)
            EntryProposal.objects.filter(pk=older.pk).update(
                status=Status.REPLACED, decided_at=older.updated_at
            )
