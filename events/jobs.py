from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from cms.jobs.registry import job

from .feeds.keeping import read_feeds
from .publishing.projection import extend
from .workflow.retention import forget_past_dates


@job(
    "extend-calendar",
    every=timedelta(days=1),
    label=_("Write the dates that come into reach into the calendar, forget old ones"),
    counts={"written": _("dates")},
)
def extend_calendar() -> dict[str, int]:
    return {"written": extend()}


@job(
    "read-calendars",
    every=timedelta(hours=3),
    label=_("Read the calendars of clubs"),
    counts={"read": _("read"), "changed": _("changed dates"), "failed": _("failed")},
    # Ten seconds for each, and there may be hundreds.
    lease=timedelta(hours=2),
)
def read_calendars() -> dict[str, int]:
    return read_feeds()


@job(
    "forget-dates",
    every=timedelta(days=1),
    label=_("Forget old dates of clubs and who sent them"),
    counts={
        "dates": _("dates"),
        "senders": _("senders"),
        "days": _("changed days"),
        "pictures": _("pictures"),
    },
)
def forget_dates() -> dict[str, int]:
    return forget_past_dates()
