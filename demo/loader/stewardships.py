"""Who keeps an entry true: not part of the page's revisions, so it is written beside it."""

from directory.models import OrganisationPage, Stewardship
from directory.services import hide_entry
from directory.services.proposals import get_draft, send_proposal

from .data import PageRecord
from .fields import fill
from .references import References
from .tree import PageTree


def load_stewardships(new: list[PageRecord], references: References, tree: PageTree) -> int:
    records = [record for record in new if record.stewardship]
    for record in records:
        page = OrganisationPage.objects.get(pk=tree.get(record.path).pk)
        stewardship = Stewardship.objects.filter(page=page).first() or Stewardship(page=page)
        fill(stewardship, record.stewardship, references)
        stewardship.save()
        if stewardship.hidden_on:
            hide_entry(page, on=stewardship.hidden_on)
        if record.proposal:
            draft = get_draft(page, stewardship.keeper_email)
            send_proposal(draft, draft.base | record.proposal)
    return len(records)
