from datetime import timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.jobs.registry import job


@job(
    "forget-attempts",
    every=timedelta(hours=1),
    label=_("Delete failed sign-ins"),
    counts={"attempts": _("failed sign-ins deleted")},
)
def forget_attempts() -> dict[str, int]:
    """Attempts hold names and addresses, which nobody needs once a lockout has ended.

    Those of a clock that was ahead would lock until their day comes.
    """
    now, lockout = timezone.now(), settings.AXES_COOLOFF_TIME
    old = Q(attempt_time__lt=now - 4 * lockout) | Q(attempt_time__gt=now + lockout)
    return {"attempts": AccessAttempt.objects.filter(old).delete()[0]}
