"""Passes a confirmed message on: to the club, or to the office where the club has no e-mail address."""

from datetime import timedelta

from django.utils import timezone
from wagtail.log_actions import log

from cms.mail.links import link_address, make_link
from cms.mail.models import Mail
from cms.mail.queueing import queue
from forms_app.models import Submission
from forms_app.services.acknowledging import answers_in_words
from forms_app.services.office import tell_office

from ..links import Purpose
from ..models import Enquiry
from ..recipients import address_of_club, public_record_of
from ..words import message_in_words
from .ending import end_as_gone, tell_sender

State = Enquiry.State
# A club that has so many messages a day gets the others tomorrow: somebody may be flooding it.
MOST_A_DAY, DAY = 10, timedelta(days=1)


def deliver(enquiry: Enquiry) -> None:
    """Call it with the message locked and confirmed. What a club cannot take today stays for the next run."""
    record = public_record_of(enquiry.organisation)
    if record is None:
        end_as_gone(enquiry)
        return
    enquiry.organisation_name = record.title
    address = address_of_club(enquiry.organisation)
    if not address:
        _hand_to_office(enquiry)
    elif not _had_enough(address):
        _mail_club(enquiry, address)


def mail_to_club(kind: str, enquiry: Enquiry, address: str, **context: str) -> None:
    """Queue a mail with a new link: only the mail itself has the old one's token."""
    submission = enquiry.submission
    token = make_link(Purpose.ANSWER, submission.pk, address)
    queue(
        kind,
        to=address,
        site=submission.site,
        context={
            "entry_name": enquiry.organisation_name,
            "sender": submission.sender_name,
            "link": link_address(Purpose.ANSWER, token, site=submission.site),
        }
        | context,
        reply_to=submission.sender_email,
        # With it the mail is forgotten together with the message.
        reference=submission.reference,
    )


def show_to_office(submission: Submission) -> None:
    """Make it a new case of the inbox, due as the form promises."""
    form = submission.page and submission.page.specific
    submission.status, submission.read_at, submission.closed_at = Submission.Status.NEW, None, None
    submission.due_on = form and form.due_day
    submission.save(update_fields=["status", "read_at", "closed_at", "due_on"])
    tell_office(submission, form)


def _mail_club(enquiry: Enquiry, address: str) -> None:
    submission = enquiry.submission
    mail_to_club("enquiry-club", enquiry, address, answers=message_in_words(submission))
    enquiry.state, enquiry.delivered_at = State.DELIVERED, timezone.now()
    enquiry.save(update_fields=["state", "delivered_at", "organisation_name"])
    log(instance=submission, action="enquiries.deliver")
    tell_sender(enquiry, "enquiry-delivered", with_calls=False, answers=answers_in_words(submission))


def _hand_to_office(enquiry: Enquiry) -> None:
    submission = enquiry.submission
    enquiry.state = State.AT_OFFICE
    enquiry.save(update_fields=["state", "organisation_name"])
    show_to_office(submission)
    log(instance=submission, action="enquiries.hand_to_office")
    answers = answers_in_words(submission)
    tell_sender(enquiry, "enquiry-at-office", with_calls=False, answers=answers)


def _had_enough(address: str) -> bool:
    since = timezone.now() - DAY
    return Mail.objects.filter(kind="enquiry-club", to=address, created_at__gt=since).count() >= MOST_A_DAY
