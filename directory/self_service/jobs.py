"""Deletes maintainers' drafts and proposals that nobody needs any more."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.jobs.registry import job

from ..models import EntryProposal
from ..workflow.entry_pictures import forget_unused_pictures

DRAFTS_KEPT = timedelta(days=30)
DECIDED_KEPT = timedelta(days=90)


@job(
    "forget-proposals",
    every=timedelta(days=1),
    label=_("Forget proposed changes"),
    counts={"proposals": _("Proposed changes of maintainers"), "pictures": _("pictures")},
)
def forget_proposals() -> dict[str, int]:
    """Delete drafts untouched for 30 days and proposals decided 90 days ago."""
    now = timezone.now()
    drafts = EntryProposal.objects.drafts().filter(updated_at__lt=now - DRAFTS_KEPT)
    decided = EntryProposal.objects.decided().filter(decided_at__lt=now - DECIDED_KEPT)
    proposals = sum(each.delete()[0] for each in (drafts, decided))
    return {"proposals": proposals, "pictures": forget_unused_pictures()}
