"""Delivers what waits, for the worker: each message again and again for a day, under the same key."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.jobs.queue import next_attempt

from .models import WebhookAttempt, WebhookEndpoint, WebhookMessage
from .sending import DeliveryError, send

logger = logging.getLogger(__name__)

# When to try again, counted from the first try, without the time in which nobody tried.
TRIES_AT = [timedelta(seconds=30), *(timedelta(minutes=each) for each in (2, 10, 30, 120, 360, 720, 1440))]
# Nothing has arrived for as long as a message is tried, except for the seconds that its first try took.
GIVE_UP_AFTER = TRIES_AT[-1] - timedelta(hours=1)
# A receiver that does not answer keeps the others waiting once, not once for each message.
PAUSE = timedelta(seconds=30)
GONE = 410
State = WebhookMessage.State


def deliver_due(should_stop: Callable[[], bool] = lambda: False) -> int:
    """Try each message that is due, the oldest first; return how many arrived."""
    return sum(_deliver(message) for message in WebhookMessage.objects.order_by("pk").drain(should_stop))


def _deliver(message: WebhookMessage) -> bool:
    endpoint, begun = message.endpoint, time.monotonic()
    attempt = WebhookAttempt(message=message)
    try:
        attempt.status = send(endpoint.url, message.key, message.body, endpoint.secrets)
    except DeliveryError as error:
        attempt.status, attempt.fault = error.status, error.fault
    attempt.milliseconds = int((time.monotonic() - begun) * 1000)
    return _note(attempt) and not attempt.fault


@transaction.atomic
def _note(attempt: WebhookAttempt) -> bool:
    """Return False when somebody has deleted the endpoint in the meantime, with everything that belongs to it."""
    message = attempt.message
    changes = _next_try(message) if attempt.fault else {"state": State.DELIVERED}
    if not message.release(**changes):
        return False
    attempt.save()
    endpoint = WebhookEndpoint.objects.filter(pk=message.endpoint_id)
    if attempt.fault:
        _note_failure(endpoint, attempt, is_last=changes.get("state") == State.FAILED)
    else:
        endpoint.filter(failing_since__isnull=False).update(failing_since=None)
    return True


def _next_try(message: WebhookMessage) -> dict:
    now = timezone.now()
    since = message.without_idle_time(message.queued_at, now)
    due_at = next_attempt(since, TRIES_AT, now)
    return {"queued_at": since} | ({"due_at": due_at} if due_at else {"state": State.FAILED})


def _note_failure(endpoint: QuerySet[WebhookEndpoint], attempt: WebhookAttempt, is_last: bool) -> None:
    now = timezone.now()
    endpoint.update(wait_until=now + PAUSE)
    endpoint.filter(failing_since=None).update(failing_since=now)
    # Age alone proves nothing: the clock may have jumped.
    is_over = is_last and endpoint.filter(failing_since__lte=now - GIVE_UP_AFTER).exists()
    if is_over or attempt.status == GONE:
        endpoint.update(is_active=False, disabled_at=now)
        logger.warning("Webhook %s was switched off.", attempt.message.endpoint_id)
