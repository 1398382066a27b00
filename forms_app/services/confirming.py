"""What a sender does with the links in her mails."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.core import mail
from cms.core.links import use_link
from cms.core.models import AccessLink

from ..models.submissions import Submission

WAITS_FOR = Submission.Status.UNCONFIRMED


@transaction.atomic
def confirm_registration(link: AccessLink) -> Submission | None:
    """Let staff see a registration, now that its sender has shown that the address is hers.

    A second call changes nothing. Returns None when the registration is gone.
    """
    submission = Submission.objects.select_for_update().filter(pk=link.object_id).first()
    if submission is None or not use_link(link):
        return submission
    submission.confirmed_at = timezone.now()
    if submission.status == WAITS_FOR:
        submission.status = Submission.Status.NEW
    submission.save(update_fields=["status", "confirmed_at"])
    log(instance=submission, action="forms_app.confirm")
    return submission


@transaction.atomic
def send_copy(link: AccessLink) -> Submission | None:
    """Queue a copy of what she sent, to the address that she has just shown to be hers; once."""
    submission = Submission.objects.select_for_update().filter(pk=link.object_id).first()
    if submission is None or not use_link(link):
        return submission
    submission.confirmed_at = submission.confirmed_at or timezone.now()
    submission.save(update_fields=["confirmed_at"])
    mail.queue(
        "copy",
        to=submission.sender_email,
        site=submission.site,
        context={
            "reference": submission.reference,
            "form_title": submission.form_title,
            "answers": answers_in_words(submission),
        },
        language=submission.language,
        reference=submission.reference,
    )
    log(instance=submission, action="forms_app.confirm")
    return submission


def answers_in_words(submission: Submission) -> str:
    answered = (answer for answer in submission.answers if answer["value"])
    return "\n\n".join(f"{answer['label']}\n{answer['value']}" for answer in answered)
