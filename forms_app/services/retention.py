"""Forgets what is past its time. May run at any time, twice or late; a rule forgets only what it promised."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from cms.core.links import lifetime_of
from cms.core.models import AccessLink

from ..links import Purpose
from ..models.consent import WithdrawnConsent
from ..models.proof_of_work import SolvedChallenge
from ..models.submissions import Submission, SubmissionQuerySet
from .forgetting import forget

logger = logging.getLogger(__name__)

KEEP_REJECTED_REGISTRATIONS = timedelta(days=90)
# Whoever has to prove that somebody had agreed can be asked for three years (§ 195 BGB).
KEEP_WITHDRAWN_CONSENTS = relativedelta(years=3)
# Until then an old link says that its time has passed, and not that it never was one.
KEEP_USELESS_LINKS = timedelta(days=1)
AT_ONCE = 200


def forget_due(now: datetime | None = None) -> dict[str, int]:
    """Apply every rule of retention; return and log how many of each kind, and nothing else."""
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
    """Forget registrations whose sender has not confirmed her address; return how many."""
    limit = (now or timezone.now()) - lifetime_of(Purpose.CONFIRM_REGISTRATION)
    return _forget_all(Submission.objects.unconfirmed().filter(received_at__lt=limit))


def _rejected_registrations(now: datetime) -> SubmissionQuerySet:
    return Submission.objects.filter(
        kind=Submission.Kind.REGISTRATION,
        status=Submission.Status.REJECTED,
        closed_at__lt=now - KEEP_REJECTED_REGISTRATIONS,
    )


def _closed_by_promise(now: datetime) -> Iterator[SubmissionQuerySet]:
    """What each form promised at the time of sending; a number changed since binds only later ones."""
    closed = Submission.objects.closed()
    for days in closed.order_by().values_list("retention_days", flat=True).distinct():
        yield closed.filter(retention_days=days, closed_at__lt=now - timedelta(days=days))


def _useless_links(now: datetime):
    return AccessLink.objects.filter(purpose=Purpose.PERSONAL_DATA).expired(now - KEEP_USELESS_LINKS)


def _forget_all(submissions: SubmissionQuerySet) -> int:
    """In small transactions, so that nobody who sends a form has to wait."""
    forgotten = 0
    while keys := list(submissions.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            # Asked again under the lock: somebody may have opened the case anew.
            forgotten += forget(submissions.select_for_update(of=("self",)).filter(pk__in=keys))
    return forgotten
