"""Sends what waits in the queue: each mail once, as far as SMTP allows.

One gap cannot be closed (RFC 1047): a worker killed, or a line cut, after the server took the text and before
we noted its answer. It lasts as long as one UPDATE. The mail then leaves a second time, under the same
Message-ID, by which the receiver can tell, and its state says so. The other choice would lose mails.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.utils import timezone

from cms.jobs.queue import next_attempt

from .faults import Fault, Kind, fault_of
from .models import Mail

logger = logging.getLogger(__name__)

# When to try again, counted from the first failure, without the time in which no worker ran; then the mail is failed
# and staff decide.
ATTEMPTS_AT = (
    timedelta(minutes=1),
    timedelta(minutes=6),
    timedelta(minutes=36),
    timedelta(hours=2, minutes=36),
    timedelta(hours=11, minutes=36),
    timedelta(hours=23, minutes=36),
)
# Two attempts are never closer than this.
SHORTEST_PAUSE = timedelta(seconds=30)
# A mail server that is back gets everything soon, however long it was away.
LONGEST_PAUSE_WHEN_UNREACHABLE = timedelta(minutes=10)
# A database that restarts just after a mail left must not make it leave again.
SECONDS_TO_NOTE_SUCCESS = 60


def deliver_due(should_stop: Callable[[], bool] = lambda: False) -> Counter:
    """Send due mails, one after the other; counts "sent", "retried" and "failed".

    Ends early when the mail server is away ("unreachable" is counted then) or `should_stop()`.
    """
    results = Counter()
    for mail in Mail.objects.order_by("pk").drain(should_stop):
        results.update(deliver(mail))
        if results["unreachable"]:
            break
    return results


def deliver(mail: Mail) -> list[str]:
    """Send a claimed mail and note how it went, in the words that `deliver_due` counts."""
    with _mail_server() as server:
        try:
            message = mail.as_message()
            # Opened here, or the backend would close the session before it reports that the mail was accepted.
            server.open()
            server.send_messages([message])
        except Exception as error:
            fault = fault_of(error)
            # Without the server's answer, which names the address.
            logger.warning("Mail %s did not leave: %s", mail.pk, fault.exception_type)
            return _note_failure(mail, fault)
        # Before the goodbye, for which a server may take its time.
        _note_success(mail)
    return ["sent"]


@contextmanager
def _mail_server():
    server = get_connection(settings.MAIL_TRANSPORT)
    try:
        yield server
    finally:
        # Whether the server says goodbye changes nothing about the mail.
        with suppress(Exception):
            server.close()


def _note_success(mail: Mail) -> None:
    """Record that the mail has left, even if another worker has claimed it by now."""
    ends_at = time.monotonic() + SECONDS_TO_NOTE_SUCCESS
    while True:
        try:
            now = timezone.now()
            Mail.objects.filter(pk=mail.pk).update(state=Mail.State.SENT, ended_at=now, locked_until=None)
            return
        except DatabaseError:
            if time.monotonic() > ends_at:
                raise
            connection.close()
            time.sleep(0.5)


def _note_failure(mail: Mail, fault: Fault) -> list[str]:
    now = timezone.now()
    since = mail.without_idle_time(mail.failing_since, now) if mail.failing_since else now
    retry_at = _next_attempt(since, fault, now)
    outcome = {"state": Mail.State.RETRYING, "due_at": retry_at} if retry_at else {"state": Mail.State.FAILED}
    is_ours = mail.release(
        failing_since=since,
        ended_at=now,
        fault=fault.exception_type,
        answer=fault.text,
        **outcome,
    )
    if not is_ours:
        return []
    unreachable = ["unreachable"] if fault.kind is Kind.UNREACHABLE else []
    return ["retried" if retry_at else "failed", *unreachable]


def _next_attempt(since: datetime, fault: Fault, now: datetime) -> datetime | None:
    if fault.kind is Kind.PERMANENT:
        return None
    retry_at = next_attempt(since, ATTEMPTS_AT, now, SHORTEST_PAUSE)
    if retry_at and fault.kind is Kind.UNREACHABLE:
        return min(retry_at, now + LONGEST_PAUSE_WHEN_UNREACHABLE)
    return retry_at
