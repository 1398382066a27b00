from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from cms.jobs.registry import job

from .services.sweeping import sweep


@job(
    "sweep-signups",
    every=timedelta(minutes=5),
    label=_("Pass on places that nobody confirmed, and let the waiting list move up"),
    counts={"passed": _("passed on"), "moved": _("moved up")},
)
def sweep_signups() -> dict[str, int]:
    return sweep()
