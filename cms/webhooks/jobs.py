from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.jobs.registry import QUEUES, Queue, job

from .delivery import deliver_due
from .models import WebhookMessage

KEEP_WEBHOOKS = timedelta(days=30)

QUEUES.register(Queue("webhooks", deliver_due, has_own_thread=True))


@job(
    "forget-webhooks",
    every=timedelta(days=1),
    label=_("Delete the log of old webhooks"),
    counts={"messages": _("messages deleted")},
)
def forget_webhooks() -> dict[str, int]:
    """Also what waits for an endpoint that is switched off: nobody can use it after so long."""
    old = WebhookMessage.objects.filter(created_at__lt=timezone.now() - KEEP_WEBHOOKS)
    return {"messages": old.delete()[1].get("webhooks.WebhookMessage", 0)}
