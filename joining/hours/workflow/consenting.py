"""What a helper decides about hours that a club has entered."""

from django.db import transaction
from django.utils import timezone

from ..models import HelperHours


class MovedError(Exception):
    """The club has changed or withdrawn them since they were shown."""


@transaction.atomic
def agree(hours: HelperHours, version: int) -> None:
    """Consent to what was shown. Agreeing twice is fine; raise MovedError if something else stands there by now."""
    found = HelperHours.objects.select_for_update().filter(pk=hours.pk).first()
    if found is None or found.state == HelperHours.State.WITHDRAWN or found.version != version:
        raise MovedError
    if found.is_waiting:
        found.state, found.consented_at = HelperHours.State.CONFIRMED, timezone.now()
        found.save()


def delete_hours(hours: HelperHours) -> None:
    """Refuse them, or delete them later: either way nothing stays, and a proof of them is void."""
    HelperHours.objects.filter(pk=hours.pk).delete()
