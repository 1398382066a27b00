"""What a club does with one tap on the page behind its link."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from directory.models import Opening
from directory.workflow.openings import close_opening

from ..models import Enquiry
from .delivering import show_to_office
from .ending import close_case, tell_sender
from .locking import locked

State = Enquiry.State
MAILS = {
    State.WILL_ANSWER: "enquiry-will-answer",
    State.DECLINED: "enquiry-declined",
    State.TAKEN: "enquiry-taken",
}


@transaction.atomic
def answer_enquiry(pk: int, answer: str) -> Enquiry | None:
    """Note one of `Enquiry.ANSWERS` and tell the sender. The first answer counts; a late one still does.

    Raise ValueError for any other answer. None if the message is gone.
    """
    answer = State(answer)
    if answer not in MAILS:
        raise ValueError(answer)
    enquiry = locked(pk)
    if enquiry is None or not enquiry.can_be_answered:
        return enquiry
    enquiry.state, enquiry.answered_at = answer, timezone.now()
    enquiry.save(update_fields=["state", "answered_at"])
    close_case(enquiry.submission)
    log(instance=enquiry.submission, action="enquiries.answer", data={"answer": str(answer.label)})
    tell_sender(enquiry, MAILS[answer], with_calls=answer != State.WILL_ANSWER)
    return enquiry


@transaction.atomic
def report_abuse(pk: int) -> Enquiry | None:
    """Give the case to the office. The sender is not told."""
    enquiry = locked(pk)
    if enquiry is None or not enquiry.can_be_answered:
        return enquiry
    enquiry.state, enquiry.answered_at = State.REPORTED, timezone.now()
    enquiry.save(update_fields=["state", "answered_at"])
    show_to_office(enquiry.submission)
    log(instance=enquiry.submission, action="enquiries.report")
    return enquiry


def open_call_of(enquiry: Enquiry) -> Opening | None:
    """Return the call that was answered, while it still runs."""
    if enquiry.opening_key is None or enquiry.organisation is None:
        return None
    running = Opening.objects.filter(valid_until__gte=timezone.localdate())
    return running.filter(page=enquiry.organisation_id, key=enquiry.opening_key).first()


@transaction.atomic
def close_call(pk: int) -> Enquiry | None:
    """End the call for volunteers that is taken. Idempotent."""
    enquiry = locked(pk)
    call = enquiry and open_call_of(enquiry)
    if call and enquiry.state == State.TAKEN:
        close_opening(call)
    return enquiry
