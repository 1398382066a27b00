from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from cms.jobs.registry import job

from .workflow.retention import forget_hours

COUNTS = {"unanswered": _("unanswered"), "withdrawn": _("withdrawn"), "ended": _("ended")}


@job(
    "forget-hours",
    every=timedelta(days=1),
    label=_("Delete hours that nobody agreed to, and proofs past their end date"),
    counts=COUNTS,
)
def forget_old_hours() -> dict[str, int]:
    return forget_hours()
