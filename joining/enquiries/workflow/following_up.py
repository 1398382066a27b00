"""What time does: deliver what was held back, remind the club, give the case to the office, notice what is gone."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from ..models import Enquiry
from ..recipients import address_of_club, public_record_of
from .delivering import deliver, mail_to_club, show_to_office
from .ending import end_as_gone, tell_sender
from .locking import locked

State = Enquiry.State
REMINDED_AFTER = timedelta(days=7)
OVERDUE_AFTER = timedelta(days=14)


def follow_up() -> dict[str, int]:
    """Safe to run at any time, twice or late: each step looks again under the lock."""
    waiting = Enquiry.objects.open()
    return {
        "gone": _each(waiting, _notice_gone),
        "delivered": _each(waiting.held_back(), _deliver),
        "overdue": _each(waiting.unanswered_for(OVERDUE_AFTER), _give_to_office),
        "reminded": _each(waiting.unanswered_for(REMINDED_AFTER).filter(reminded_at=None), _remind),
    }


def _each(enquiries: Iterable[Enquiry], act: Callable[[Enquiry], bool]) -> int:
    return sum(_one(pk, act) for pk in enquiries.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _one(pk: int, act: Callable[[Enquiry], bool]) -> bool:
    enquiry = locked(pk)
    return bool(enquiry and enquiry.state in Enquiry.OPEN and act(enquiry))


def _notice_gone(enquiry: Enquiry) -> bool:
    if public_record_of(enquiry.organisation):
        return False
    end_as_gone(enquiry)
    return True


def _deliver(enquiry: Enquiry) -> bool:
    if enquiry.state == State.CONFIRMED:
        deliver(enquiry)
    return enquiry.state != State.CONFIRMED


def _remind(enquiry: Enquiry) -> bool:
    address = address_of_club(enquiry.organisation)
    if enquiry.state != State.DELIVERED or enquiry.reminded_at or not address:
        return False
    mail_to_club("enquiry-club-reminder", enquiry, address)
    enquiry.reminded_at = timezone.now()
    enquiry.save(update_fields=["reminded_at"])
    log(instance=enquiry.submission, action="enquiries.remind")
    return True


def _give_to_office(enquiry: Enquiry) -> bool:
    if enquiry.state != State.DELIVERED:
        return False
    enquiry.state, enquiry.overdue_at = State.OVERDUE, timezone.now()
    enquiry.save(update_fields=["state", "overdue_at"])
    show_to_office(enquiry.submission)
    log(instance=enquiry.submission, action="enquiries.overdue")
    tell_sender(enquiry, "enquiry-overdue")
    return True
