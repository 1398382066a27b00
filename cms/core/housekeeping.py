"""The jobs that every site has."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from post_office.models import STATUS, Email
from wagtail.models import Page, Revision

from .jobs import job
from .models import JobRun, WebhookMessage
from .sign_in.lockouts import forget_old_attempts

KEEP_SENT_MAILS = timedelta(days=14)
KEEP_FAILED_MAILS = timedelta(days=90)
KEEP_WEBHOOKS = timedelta(days=30)
KEEP_RUNS = timedelta(days=90)
KEEP_IDLE_RUNS = timedelta(days=1)


@job(
    "publish-scheduled",
    every=timedelta(minutes=1),
    label=_("Publish and withdraw pages on their day"),
    counts={"published": _("published"), "withdrawn": _("withdrawn")},
)
def publish_scheduled() -> dict[str, int]:
    now = timezone.now()
    counts = {
        "published": Revision.objects.filter(approved_go_live_at__lt=now).count(),
        "withdrawn": Page.objects.filter(live=True, expire_at__lt=now).count(),
    }
    call_command("publish_scheduled", verbosity=0)
    return counts


@job(
    "forget-mails",
    every=timedelta(days=1),
    label=_("Delete old e-mails"),
    counts={"sent": _("sent mails deleted"), "failed": _("failed mails deleted")},
)
def forget_mails() -> dict[str, int]:
    now = timezone.now()
    sent = Email.objects.filter(status=STATUS.sent, last_updated__lt=now - KEEP_SENT_MAILS)
    failed = Email.objects.filter(status=STATUS.failed, last_updated__lt=now - KEEP_FAILED_MAILS)
    return {"sent": _deleted(sent), "failed": _deleted(failed)}


@job(
    "forget-webhooks",
    every=timedelta(days=1),
    label=_("Delete the log of old webhooks"),
    counts={"messages": _("messages deleted")},
)
def forget_webhooks() -> dict[str, int]:
    """Also what waits for an endpoint that is switched off: nobody can use it after so long."""
    old = WebhookMessage.objects.filter(created_at__lt=timezone.now() - KEEP_WEBHOOKS)
    return {"messages": old.delete()[1].get("core.WebhookMessage", 0)}


@job("forget-runs", every=timedelta(days=1), label=_("Shorten the record of jobs"))
def forget_runs() -> dict[str, int]:
    now = timezone.now()
    JobRun.objects.filter(started_at__lt=now - KEEP_RUNS).delete()
    idle = [
        run.pk
        for run in JobRun.objects.filter(started_at__lt=now - KEEP_IDLE_RUNS, error="").iterator()
        if run.is_finished and not run.did_something
    ]
    # What these runs count is nothing that happened to the site.
    for start in range(0, len(idle), 500):
        JobRun.objects.filter(pk__in=idle[start : start + 500]).delete()
    return {}


@job(
    "forget-attempts",
    every=timedelta(hours=1),
    label=_("Delete failed sign-ins"),
    counts={"attempts": _("failed sign-ins deleted")},
)
def forget_attempts() -> dict[str, int]:
    return {"attempts": forget_old_attempts()}


def _deleted(mails) -> int:
    return mails.delete()[1].get("post_office.Email", 0)
