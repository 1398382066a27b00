"""Applies changes to an entry: to a page in memory, or to the public page beside an editor's draft."""

from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from ..models import OrganisationPage
from ..models.fields import Keyed
from .diff import Change, Kind, changes_between, find_row
from .snapshot import ROW_MODELS, facts_of, make_row, row_facts, write


def apply_changes(page: OrganisationPage, changes: Iterable[Change]) -> OrganisationPage:
    """Change the page in memory and return it; rows that no longer exist are ignored."""
    changes = list(changes)
    # Find all rows before the first is renamed.
    rows = {change.key: _row_of(page, change) for change in changes if change.relation}
    for change in changes:
        if not change.relation:
            _write_all(page, change)
        elif change.kind == Kind.ADDED:
            _add_row(page, change)
        elif (row := rows[change.key]) is not None:
            _change_row(page, row, change)
    return page


def preview_of(page: OrganisationPage, wanted: dict, base: dict) -> OrganisationPage:
    """Return the page in memory with all of the maintainer's changes."""
    return apply_changes(page, changes_between(base, wanted, facts_of(page)))


def publish_changes(page_id: int, changes: list[Change], *, by) -> list[str]:
    """Apply the changes to the public page only; an editor's draft stays a draft.

    The draft gets the same changes, except where it has its own; return the titles of those. `by` is the user, or None
    for a maintainer. Raise ValidationError if the entry would be invalid. Call it in a transaction that has locked the
    page.
    """
    page = OrganisationPage.objects.get(pk=page_id)
    drafts = _drafts_of(page)
    before = facts_of(page)
    _check(apply_changes(page, changes))
    page.last_published_at = timezone.now()
    page.save()
    revision = page.save_revision(user=by, changed=False, clean=False)
    Page.objects.filter(pk=page.pk).update(live_revision=revision)
    log(instance=page, action="wagtail.publish", user=by, revision=revision, content_changed=True)
    page.update_aliases(revision=revision)
    after = facts_of(page)
    return [title for draft in drafts for title in _carry_into(draft, before, after)]


def _drafts_of(page: OrganisationPage) -> list[Revision]:
    """Unpublished or scheduled revisions by editors, oldest first."""
    wanted = set(page.revisions.exclude(approved_go_live_at=None).values_list("pk", flat=True))
    if page.has_unpublished_changes and page.latest_revision_id:
        wanted.add(page.latest_revision_id)
    return list(page.revisions.filter(pk__in=wanted).order_by("created_at", "pk"))


def _carry_into(revision: Revision, before: dict, after: dict) -> list[str]:
    draft = revision.as_object()
    changes = changes_between(before, after, facts_of(draft))
    apply_changes(draft, [change for change in changes if change.is_possible and not change.is_conflict])
    scheduled = revision.approved_go_live_at
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    draft.save_revision(user=revision.user, approved_go_live_at=scheduled, clean=False)
    return [change.title for change in changes if change.is_conflict]


def _check(page: OrganisationPage) -> None:
    page.full_clean()
    for relation in ROW_MODELS:
        for row in getattr(page, relation).all():
            try:
                row.full_clean(exclude=["page"])
            except ValidationError as error:
                raise ValidationError([f"{row}: {text}" for text in error.messages]) from error


def _row_of(page: OrganisationPage, change: Change) -> Model | None:
    rows = _rows_in_memory(page, change.relation)
    facts = [row_facts(change.relation, row) for row in rows]
    found = find_row(facts, change.relation, change.row_id, change.row_name)
    return next((row for row, each in zip(rows, facts, strict=True) if each is found), None)


def _rows_in_memory(page: OrganisationPage, relation: str) -> list[Model]:
    """Rows whose instances are the same on each call, and are stored with the page."""
    manager = getattr(page, relation)
    return manager.get_object_list()


def _write_all(instance: Model, change: Change) -> None:
    for name, value in change.after.items():
        write(instance, change.relation, name, value)


def _change_row(page: OrganisationPage, row: Model, change: Change) -> None:
    if change.kind == Kind.REMOVED:
        getattr(page, change.relation).remove(row)
    else:
        _write_all(row, change)


def _add_row(page: OrganisationPage, change: Change) -> None:
    row = make_row(change.relation, change.after)
    rows = _rows_in_memory(page, change.relation)
    if isinstance(row, Keyed) and change.row_id not in {str(each.key) for each in rows}:
        # Other changes may refer to it. Only rows created without a key have none.
        with suppress(ValueError):
            row.key = UUID(change.row_id)
    _number(rows)
    row.sort_order = len(rows)
    getattr(page, change.relation).add(row)


def _number(rows: list[Model]) -> None:
    """Rows without a number sort first on SQLite and last on PostgreSQL, so every row needs one."""
    for number, row in enumerate(rows):
        row.sort_order = number
