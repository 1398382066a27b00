from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from .models import WebhookMessage

ACTION = "webhooks.send_webhook_again"
PERMISSION = "webhooks.change_webhookendpoint"


@transaction.atomic
def send_again(messages: QuerySet[WebhookMessage], *, by) -> int:
    """Queue these again, under the same keys, also those that arrived; returns how many. Raises PermissionDenied."""
    if not by.has_perm(PERMISSION):
        raise PermissionDenied
    now = timezone.now()
    chosen = list(messages.exclude(state=WebhookMessage.State.WAITING).select_related("endpoint"))
    WebhookMessage.objects.filter(pk__in=[message.pk for message in chosen]).update(
        state=WebhookMessage.State.WAITING, queued_at=now, due_at=now, locked_until=None, interruptions=0
    )
    for endpoint in {message.endpoint for message in chosen}:
        log(instance=endpoint, action=ACTION, user=by)
    return len(chosen)
