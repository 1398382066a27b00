from datetime import timedelta
from operator import itemgetter

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.jobs.registry import QUEUES, Queue, job

from .delivery import deliver_due
from .models import Mail

KEEP_SENT_MAILS = timedelta(days=14)
KEEP_FAILED_MAILS = timedelta(days=90)

QUEUES.register(Queue("mails", deliver_due, is_away=itemgetter("unreachable")))


@job(
    "forget-mails",
    every=timedelta(days=1),
    label=_("Delete old e-mails"),
    counts={"sent": _("sent mails deleted"), "failed": _("failed mails deleted")},
)
def forget_mails() -> dict[str, int]:
    return {
        "sent": _forget(Mail.State.SENT, KEEP_SENT_MAILS),
        "failed": _forget(Mail.State.FAILED, KEEP_FAILED_MAILS),
    }


def _forget(state: Mail.State, after: timedelta) -> int:
    old = Mail.objects.filter(state=state, ended_at__lt=timezone.now() - after)
    return old.delete()[1].get("mail.Mail", 0)
