"""What is forgotten by itself, and at a person's wish."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from cms.mail.models import AccessLink

from ..links import CONSENT_WITHIN, Purpose
from ..models import HelperHours

# After a club has withdrawn them; until then the helper can see that it did.
WITHDRAWN_KEPT = timedelta(days=90)


def forget_hours(now=None) -> dict[str, int]:
    """Delete what nobody has agreed to in time, what was withdrawn, and proofs past their end date."""
    now = now or timezone.now()
    hours = HelperHours.objects
    return {
        "unanswered": _deleted(hours.waiting().filter(created_at__lt=now - CONSENT_WITHIN)),
        "withdrawn": _deleted(
            hours.filter(state=HelperHours.State.WITHDRAWN, withdrawn_at__lt=now - WITHDRAWN_KEPT)
        ),
        "ended": _deleted(hours.filter(ends_on__lt=timezone.localdate(now))),
    }


def hours_of(email: str, town: Site | None = None) -> list[dict]:
    """Return a person's hours and those that the person entered for a club, as values that JSON can hold."""
    mine = HelperHours.objects.of_helper(email, town)
    entered = HelperHours.objects.filter(entered_by__iexact=email)
    entered = entered.filter(site=town) if town else entered
    return [facts_of(each) for each in mine] + [
        {"club": each.club, "entered_at": each.created_at, "entered_for": "helper"} for each in entered
    ]


def facts_of(hours: HelperHours) -> dict:
    names = ("club", "name", "email", "activity", "first_day", "last_day", "hours", "code", "ends_on")
    facts = {name: getattr(hours, name) for name in names}
    moments = {"entered_at": hours.created_at, "agreed_at": hours.consented_at}
    return facts | {"status": str(hours.get_state_display())} | moments


@transaction.atomic
def forget_helper(email: str, town: Site | None = None) -> int:
    """Delete a person's hours; those that the person entered for a club belong to the helpers and stay, without the
    address."""
    entered = HelperHours.objects.filter(entered_by__iexact=email)
    (entered.filter(site=town) if town else entered).update(entered_by="")
    links = AccessLink.objects.filter(purpose__in=[Purpose.CONSENT, Purpose.ACCESS], email__iexact=email)
    (links.filter(object_id=town.pk) if town else links).delete()
    return _deleted(HelperHours.objects.of_helper(email, town))


def _deleted(rows) -> int:
    return rows.delete()[0]
