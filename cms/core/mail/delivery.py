"""Sends what waits in the queue: each mail once, as far as SMTP allows.

A mail is claimed by moving its next attempt into the future, with one UPDATE that only one of several
workers wins. Nothing else marks it, so a worker killed in mid-mail leaves nothing to clean up: the mail is
simply due again when settings.MAIL_LEASE has passed.

One gap cannot be closed (RFC 1047): a worker killed, or a line cut, after the server took the text and before
we noted its answer. It lasts as long as one UPDATE. The mail then leaves a second time, under the same
Message-ID, by which the receiver can tell, and its log says so. The other choice would lose mails.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from post_office.models import STATUS, Email, Log

from .faults import INTERRUPTED, Fault, Kind, fault_of

logger = logging.getLogger(__name__)

BATCH = 50
# When to try again, counted from the first failure; then the mail is failed and staff decide.
ATTEMPTS_AT = (
    timedelta(minutes=1),
    timedelta(minutes=6),
    timedelta(minutes=36),
    timedelta(hours=2, minutes=36),
    timedelta(hours=11, minutes=36),
    timedelta(hours=23, minutes=36),
)
# A mail during which the worker was killed so often is likely to be the reason. Then staff decide.
MOST_INTERRUPTIONS = 3
# No attempt is ever planned for later; such a time was written while the clock was wrong.
LONGEST_WAIT = timedelta(days=1)
# Two attempts are never closer than this.
SHORTEST_PAUSE = timedelta(seconds=30)
# A mail server that is back gets everything soon, however long it was away.
LONGEST_PAUSE_WHEN_UNREACHABLE = timedelta(minutes=10)
# A database that restarts just after a mail left must not make it leave again.
SECONDS_TO_NOTE_SUCCESS = 60


def due_mails(now: datetime | None = None) -> QuerySet[Email]:
    now = now or timezone.now()
    return Email.objects.filter(
        Q(scheduled_time=None) | Q(scheduled_time__lte=now) | Q(scheduled_time__gt=now + LONGEST_WAIT),
        Q(expires_at=None) | Q(expires_at__gt=now),
        status__in=[STATUS.queued, STATUS.requeued],
    )


def deliver_due(should_stop: Callable[[], bool] = lambda: False) -> Counter:
    """Send up to BATCH due mails, one after the other; counts "sent", "retried" and "failed".

    Ends early when the mail server is away ("unreachable" is counted then) or `should_stop()`.
    """
    results = Counter()
    for pk in list(due_mails().order_by("-priority", "pk").values_list("pk", flat=True)[:BATCH]):
        if should_stop() or results["unreachable"]:
            break
        email = claim(pk)
        if email:
            results.update(deliver(email))
    return results


def claim(pk: int) -> Email | None:
    """Take a due mail for this process alone, until the lease ends; None when another was faster.

    The attempt is counted before it begins. A mail that killed its worker each time is given up: None, too.
    """
    until = timezone.now() + settings.MAIL_LEASE
    attempts = Coalesce(F("number_of_retries"), 0) + 1
    won = due_mails().filter(pk=pk).update(scheduled_time=until, number_of_retries=attempts)
    email = Email.objects.filter(pk=pk).first() if won else None
    if email:
        _note_interruption(email)
        if _kills_its_worker(email):
            Email.objects.filter(pk=pk).update(status=STATUS.failed, last_updated=timezone.now())
            return None
    return email


def deliver(email: Email) -> list[str]:
    """Send a claimed mail and note how it went, in the words that `deliver_due` counts."""
    with _mail_server() as server:
        try:
            message = email.email_message()
            # Opened here, or the backend would say goodbye before it tells that the mail was taken.
            server.open()
            server.send_messages([message])
        except Exception as error:
            fault = fault_of(error)
            # Without the server's answer, which names the address.
            logger.warning("Mail %s did not leave: %s", email.pk, fault.exception_type)
            return _note_failure(email, fault)
        # Before the goodbye, for which a server may take its time.
        _note_success(email)
    return ["sent"]


@contextmanager
def _mail_server():
    server = get_connection(settings.POST_OFFICE["BACKENDS"]["default"])
    try:
        yield server
    finally:
        # Whether the server says goodbye changes nothing about the mail.
        with suppress(Exception):
            server.close()


def _note_interruption(email: Email) -> None:
    """Tell of the attempt before, whose worker noted neither success nor failure."""
    if email.number_of_retries > email.logs.count() + 1:
        Log.objects.create(email=email, status=STATUS.failed, exception_type=INTERRUPTED, message="")


def _kills_its_worker(email: Email) -> bool:
    return email.logs.filter(exception_type=INTERRUPTED).count() >= MOST_INTERRUPTIONS


def _note_success(email: Email) -> None:
    ends_at = time.monotonic() + SECONDS_TO_NOTE_SUCCESS
    while True:
        try:
            now = timezone.now()
            Email.objects.filter(pk=email.pk).update(status=STATUS.sent, last_updated=now)
            return
        except DatabaseError:
            if time.monotonic() > ends_at:
                raise
            connection.close()
            time.sleep(0.5)


@transaction.atomic
def _note_failure(email: Email, fault: Fault) -> list[str]:
    now = timezone.now()
    retry_at = _next_attempt(email, fault, now)
    # Only while the claim is ours; a mail that was erased meanwhile stays erased.
    mine = Email.objects.filter(pk=email.pk, scheduled_time=email.scheduled_time).exclude(status=STATUS.sent)
    status = STATUS.requeued if retry_at else STATUS.failed
    if not mine.update(status=status, scheduled_time=retry_at or now, last_updated=now):
        return []
    Log.objects.create(
        email=email, status=STATUS.failed, exception_type=fault.exception_type, message=fault.text
    )
    unreachable = ["unreachable"] if fault.kind is Kind.UNREACHABLE else []
    return ["retried" if retry_at else "failed", *unreachable]


def _next_attempt(email: Email, fault: Fault, now: datetime) -> datetime | None:
    if fault.kind is Kind.PERMANENT:
        return None
    first_failure = email.logs.order_by("date").values_list("date", flat=True).first() or now
    later = (first_failure + at for at in ATTEMPTS_AT)
    retry_at = next((at for at in later if at - now > SHORTEST_PAUSE), None)
    if retry_at and fault.kind is Kind.UNREACHABLE:
        return min(retry_at, now + LONGEST_PAUSE_WHEN_UNREACHABLE)
    return retry_at
