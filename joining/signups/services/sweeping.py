"""What time does to sign-ups. Safe to run at any moment, twice, or after a kill in the middle."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ..models import Places, Signup
from ..rules import HAS_DEADLINE, State
from .moving import let_pass, move_up

LATELY = timedelta(days=1)


def sweep() -> dict[str, int]:
    """Pass on what was not confirmed in time, move up, and tell what opened, closed or filled by itself."""
    return {"passed": _let_pass(), "moved": _move_up()}


def _let_pass() -> int:
    late = Signup.objects.past_deadline().filter(state__in=HAS_DEADLINE)
    waiting = Signup.objects.filter(state=State.WAITING, places__starts_at__lte=timezone.now())
    keys = [*late.values_list("submission_id", flat=True), *waiting.values_list("submission_id", flat=True)]
    for key in keys:
        let_pass(key)
    return len(keys)


def _move_up() -> int:
    """Also what nobody caused: an editor raised the number of places, or the hour of opening has come."""
    moved = 0
    now = timezone.now()
    # With what began lately, which is told to be closed.
    current = Places.objects.filter(Q(starts_at=None) | Q(starts_at__gt=now - LATELY), is_closed=False)
    for pk in current.values_list("pk", flat=True):
        with transaction.atomic():
            places = Places.objects.locked().filter(pk=pk).first()
            moved += move_up(places) if places else 0
    return moved
