"""From what was sent to what its sender stands for."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.mail.links import expiry_in_words, link_address, make_link, use_link
from cms.mail.models import AccessLink
from forms_app.intake.entry_reports import ABOUT
from forms_app.models import Submission
from forms_app.services.acknowledging import had_enough
from forms_app.services.correspondence import mail_sender

from ..intake import ABOUT_OPENING
from ..links import Purpose
from ..models import Enquiry
from .delivering import deliver
from .locking import locked


def take_in(submission: Submission) -> None:
    """Ask the sender to confirm. The address may be another's, so that mail holds nothing that the sender typed."""
    Enquiry.objects.get_or_create(submission=submission, defaults=_about(submission))
    if had_enough(submission.sender_email):
        return
    token = make_link(Purpose.CONFIRM, submission.pk, submission.sender_email)
    mail_sender(
        submission,
        "enquiry-confirm",
        entry_name=submission.answer(ABOUT),
        expires=expiry_in_words(Purpose.CONFIRM, submission.language),
        link=link_address(Purpose.CONFIRM, token, submission.language, site=submission.site),
    )


@transaction.atomic
def confirm_enquiry(link: AccessLink) -> Enquiry | None:
    """Note that the address is the sender's, and pass the message on. Idempotent; None if it is gone."""
    enquiry = locked(link.object_id)
    if enquiry is None or not use_link(link):
        return enquiry
    if enquiry.state != Enquiry.State.UNCONFIRMED:
        return enquiry
    submission = enquiry.submission
    submission.confirmed_at = timezone.now()
    # It waits for the club; it is no news for the office.
    submission.status, submission.read_at = Submission.Status.WAITING, timezone.now()
    submission.save(update_fields=["status", "confirmed_at", "read_at"])
    enquiry.state = Enquiry.State.CONFIRMED
    enquiry.save(update_fields=["state"])
    log(instance=submission, action="forms_app.confirm")
    deliver(enquiry)
    return enquiry


def _about(submission: Submission) -> dict:
    call = next((each for each in submission.answers if each["name"] == ABOUT_OPENING), None)
    return {
        "organisation_id": submission.organisation_id,
        "organisation_name": submission.answer(ABOUT),
        "opening_key": call and UUID(call["choice"]),
        "opening_title": call["value"][:255] if call else "",
    }
