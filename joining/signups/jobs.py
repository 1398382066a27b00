from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from cms.jobs.registry import job

from .services.date_mails import remind_due, tell_changed_dates
from .services.sweeping import sweep


@job(
    "sweep-signups",
    every=timedelta(minutes=5),
    label=_("Pass on places that nobody confirmed, and let the waiting list move up"),
    counts={"passed": _("passed on"), "moved": _("moved up")},
)
def sweep_signups() -> dict[str, int]:
    return sweep()


@job(
    "remind-signups",
    every=timedelta(minutes=15),
    label=_("Remind whoever signed up on the morning before"),
    counts={"mails": _("mails")},
)
def remind_signups() -> dict[str, int]:
    return {"mails": remind_due()}


# The pause lets an editor correct a slip before everybody is told.
@job(
    "tell-changed-dates",
    every=timedelta(minutes=10),
    label=_("Tell whoever signed up that a date is moved or cancelled"),
    counts={"mails": _("mails")},
)
def tell_changed_dates_of_signups() -> dict[str, int]:
    return {"mails": tell_changed_dates()}
