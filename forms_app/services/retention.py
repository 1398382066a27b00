"""Deletes data after its retention period. Safe to run at any time, twice or late."""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from cms.caching.remains import wipe_log
from cms.mail.links import lifetime_of
from cms.mail.models import AccessLink
from cms.mail.queueing import mails_about

from ..links import ABOUT_SUBMISSIONS, Purpose
from ..models.consent import WithdrawnConsent
from ..models.proof_of_work import SolvedChallenge
from ..models.submissions import Submission, SubmissionQuerySet

logger = logging.getLogger(__name__)

KEEP_REJECTED_REGISTRATIONS = timedelta(days=90)
# Proof of a consent can be demanded for three years (§ 195 BGB).
KEEP_WITHDRAWN_CONSENTS = relativedelta(years=3)
# Until then, expired links get a message of their own instead of being unknown.
KEEP_USELESS_LINKS = timedelta(days=1)
AT_ONCE = 200


def forget(submissions: Iterable[Submission]) -> int:
    """Delete submissions with their notes, replies, files, mails and links; return how many.

    Call it in a transaction, after the decision to delete was made. Files are deleted from the storage on commit.
    """
    keys = []
    for submission in submissions:
        mails_about(submission.reference).delete()
        keys.append(submission.pk)
    AccessLink.objects.filter(purpose__in=list(ABOUT_SUBMISSIONS), object_id__in=keys).delete()
    Submission.objects.filter(pk__in=keys).delete()
    transaction.on_commit(wipe_log)
    return len(keys)


def forget_due(now: datetime | None = None) -> dict[str, int]:
    """Apply all retention rules; return and log only the counts."""
    now = now or timezone.now()
    withdrawn = WithdrawnConsent.objects.filter(withdrawn_at__lt=now - KEEP_WITHDRAWN_CONSENTS)
    counts = {
        "unconfirmed": expire_unconfirmed(now),
        "rejected": _forget_all(_rejected_registrations(now)),
        "closed": sum(map(_forget_all, _closed_by_promise(now))),
        "consents": withdrawn.delete()[0],
        "links": _useless_links(now).delete()[0],
        "challenges": SolvedChallenge.objects.filter(expires_at__lt=now).delete()[0],
    }
    logger.info("Forgotten: %s", ", ".join(f"{name} {number}" for name, number in counts.items()))
    return counts


def expire_unconfirmed(now: datetime | None = None) -> int:
    """Delete registrations whose sender has not confirmed the address; return how many."""
    limit = (now or timezone.now()) - lifetime_of(Purpose.CONFIRM_REGISTRATION)
    return _forget_all(Submission.objects.unconfirmed().filter(received_at__lt=limit))


def _rejected_registrations(now: datetime) -> SubmissionQuerySet:
    return Submission.objects.filter(
        kind=Submission.Kind.REGISTRATION,
        status=Submission.Status.REJECTED,
        closed_at__lt=now - KEEP_REJECTED_REGISTRATIONS,
    )


def _closed_by_promise(now: datetime) -> Iterator[SubmissionQuerySet]:
    """Closed submissions by the period promised when they were sent; later changes do not affect them."""
    closed = Submission.objects.closed()
    for days in closed.order_by().values_list("retention_days", flat=True).distinct():
        yield closed.filter(retention_days=days, closed_at__lt=now - timedelta(days=days))


def _useless_links(now: datetime):
    return AccessLink.objects.filter(purpose=Purpose.PERSONAL_DATA).expired(now - KEEP_USELESS_LINKS)


def _forget_all(submissions: SubmissionQuerySet) -> int:
    """Delete in small transactions, so that senders of forms do not have to wait."""
    forgotten = 0
    while keys := list(submissions.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            # Checked again under the lock, since somebody may have reopened the case.
            forgotten += forget(submissions.select_for_update(of=("self",)).filter(pk__in=keys))
    return forgotten
