"""Maintainers of entries. They are not part of page revisions, so they are stored separately."""

from directory.models import Maintainership, OrganisationPage
from directory.workflow import hide_entry
from directory.workflow.proposals import get_draft, send_proposal

from .data import PageRecord
from .fields import fill
from .references import References
from .tree import PageTree


def load_maintainerships(new: list[PageRecord], references: References, tree: PageTree) -> int:
    records = [record for record in new if record.maintainership]
    for record in records:
        page = OrganisationPage.objects.get(pk=tree.get(record.path).pk)
        maintainership = Maintainership.objects.filter(page=page).first() or Maintainership(page=page)
        fill(maintainership, record.maintainership, references)
        maintainership.save()
        if maintainership.hidden_on:
            hide_entry(page, on=maintainership.hidden_on)
        if record.proposal:
            draft = get_draft(page, maintainership.maintainer_email)
            send_proposal(draft, draft.base | record.proposal)
    return len(records)
