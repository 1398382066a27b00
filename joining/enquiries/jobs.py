from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from cms.jobs.registry import job

from .workflow.following_up import follow_up

COUNTS = {
    "gone": _("entries gone"),
    "delivered": _("delivered"),
    "overdue": _("given to the office"),
    "reminded": _("clubs reminded"),
}


@job("enquiries", every=timedelta(hours=1), label=_("Follow up messages to clubs"), counts=COUNTS)
def follow_up_enquiries() -> dict[str, int]:
    return follow_up()
