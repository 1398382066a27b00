"""Delivers what waits, for the worker: each message by one process, again and again for a day, under the same key."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from ..models import WebhookAttempt, WebhookEndpoint, WebhookMessage
from .sending import SECONDS, DeliveryError, send

logger = logging.getLogger(__name__)

BATCH = 50
# Longer than any try takes; a message whose worker was killed is due again after it.
LEASE = timedelta(seconds=SECONDS * 3)
# When to try again, counted from the first try.
TRIES_AT = [timedelta(seconds=30), *(timedelta(minutes=each) for each in (2, 10, 30, 120, 360, 720, 1440))]
GIVE_UP_AFTER = timedelta(hours=24)
# A receiver that does not answer keeps the others waiting once, not once for each message.
PAUSE = timedelta(seconds=30)
GONE = 410
State = WebhookMessage.State


def due_messages(now: datetime | None = None):
    now = now or timezone.now()
    return WebhookMessage.objects.filter(
        state=State.WAITING, due_at__lte=now, endpoint__is_active=True, endpoint__wait_until__lte=now
    )


def deliver_due(should_stop: Callable[[], bool] = lambda: False) -> int:
    """Try each message that is due, the oldest first; return how many arrived."""
    arrived = 0
    for pk in list(due_messages().order_by("pk").values_list("pk", flat=True)[:BATCH]):
        if should_stop():
            break
        message = _claim(pk)
        if message:
            arrived += _deliver(message)
    return arrived


def _claim(pk: int) -> WebhookMessage | None:
    """Take it for this process alone; None when another was faster, or its receiver has just failed."""
    now = timezone.now()
    mine = WebhookMessage.objects.filter(pk__in=due_messages(now).filter(pk=pk).values("pk"), due_at__lte=now)
    won = mine.update(due_at=now + LEASE)
    return WebhookMessage.objects.select_related("endpoint").filter(pk=pk).first() if won else None


def _deliver(message: WebhookMessage) -> bool:
    endpoint, begun = message.endpoint, time.monotonic()
    fault: DeliveryError | None = None
    status = None
    try:
        status = send(endpoint.url, message.key, message.body, endpoint.secrets)
    except DeliveryError as error:
        fault, status = error, error.status
    attempt = WebhookAttempt(
        message=message,
        status=status,
        fault=fault.fault if fault else "",
        milliseconds=int((time.monotonic() - begun) * 1000),
    )
    with transaction.atomic():
        # Somebody may have deleted the endpoint, with everything that belongs to it, in the meantime.
        if not WebhookMessage.objects.filter(pk=message.pk).exists():
            return False
        attempt.save()
        if fault:
            _note_failure(message, fault)
        else:
            _note_success(message)
    return fault is None


def _note_success(message: WebhookMessage) -> None:
    WebhookMessage.objects.filter(pk=message.pk).update(state=State.DELIVERED)
    WebhookEndpoint.objects.filter(pk=message.endpoint_id, failing_since__isnull=False).update(
        failing_since=None
    )


def _note_failure(message: WebhookMessage, fault: DeliveryError) -> None:
    now = timezone.now()
    later = (message.queued_at + pause for pause in TRIES_AT)
    next_try = next((moment for moment in later if moment > now), None)
    changes = {"due_at": next_try} if next_try else {"state": State.FAILED}
    WebhookMessage.objects.filter(pk=message.pk).update(**changes)
    endpoint = WebhookEndpoint.objects.filter(pk=message.endpoint_id)
    endpoint.update(wait_until=now + PAUSE)
    endpoint.filter(failing_since=None).update(failing_since=now)
    is_over = endpoint.filter(failing_since__lte=now - GIVE_UP_AFTER).exists()
    if is_over or fault.status == GONE:
        endpoint.update(is_active=False, disabled_at=now)
        logger.warning("Webhook %s was switched off.", message.endpoint_id)
