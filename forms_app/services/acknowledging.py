"""The first mail about a submission, and what its link does.

The address is unconfirmed, so that mail contains no text of the sender.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.mail.links import expiry_in_words, link_address, make_link, use_link
from cms.mail.models import AccessLink

from ..links import ABOUT_SUBMISSIONS, Purpose
from ..models.kinds import KINDS
from ..models.submissions import Submission
from .correspondence import mail_sender
from .office import tell_office

# Limit per address; a club's secretary may well register three groups in a row.
MOST_MAILS, WITHIN = 10, timedelta(hours=1)
SECOND_CLICK = timedelta(seconds=30)


def take_in(submission: Submission) -> None:
    """Queue the mail in the transaction that stores the submission. Spam gets none.

    Neither does an address that had many within the hour, since somebody may be abusing it. The sender sees no
    difference. Kinds of apps above do it themselves.
    """
    if submission.status == Submission.Status.SPAM:
        return
    if submission.kind in KINDS:
        KINDS[submission.kind].taken_in(submission)
    elif submission.status == Submission.Status.UNCONFIRMED:
        ask_to_confirm(submission)
    elif submission.sender_email and not had_enough(submission.sender_email):
        link = _link(Purpose.SEND_COPY, submission)
        promise = _promise(submission)
        mail_sender(submission, "received", form_title=submission.form_title, promise=promise, link=link)


def take_in_late(submission: Submission) -> None:
    """Do for what was first filed as spam what its sender was promised."""
    if submission.kind in KINDS:
        KINDS[submission.kind].taken_in(submission)
    elif submission.is_undecided_registration:
        ask_to_confirm(submission)


def ask_to_confirm(submission: Submission) -> None:
    if submission.sender_email and not had_enough(submission.sender_email):
        _ask_to_confirm(submission)


@transaction.atomic
def send_confirmation_again(submission: Submission) -> None:
    """Queue the mail with the confirmation link once more, at the sender's wish. A double click sends one mail."""
    locked = Submission.objects.select_for_update().filter(pk=submission.pk).unconfirmed().first()
    if locked and not _mailed_lately(locked.sender_email, SECOND_CLICK):
        take_in(locked)


@transaction.atomic
def confirm_registration(link: AccessLink) -> Submission | None:
    """Show a registration to staff, now that its sender has confirmed the address.

    Idempotent. Return None if the registration is gone.
    """
    submission = Submission.objects.select_for_update().filter(pk=link.object_id).first()
    if submission is None or not use_link(link):
        return submission
    show_to_staff(submission)
    return submission


def show_to_staff(submission: Submission) -> None:
    """Note that the sender has confirmed the address, and show staff what waited for that."""
    form = submission.page and submission.page.specific
    is_new = submission.status == Submission.Status.UNCONFIRMED
    if is_new:
        submission.status = Submission.Status.NEW
        submission.due_on = form and form.due_day
    submission.confirmed_at = timezone.now()
    submission.save(update_fields=["status", "due_on", "confirmed_at"])
    log(instance=submission, action="forms_app.confirm")
    if is_new:
        tell_office(submission, form)


@transaction.atomic
def send_copy(link: AccessLink) -> Submission | None:
    """Queue a copy of the submission to the confirmed address, once."""
    submission = Submission.objects.select_for_update().filter(pk=link.object_id).first()
    if submission is None or not use_link(link):
        return submission
    submission.confirmed_at = submission.confirmed_at or timezone.now()
    submission.save(update_fields=["confirmed_at"])
    answers = answers_in_words(submission)
    mail_sender(submission, "copy", form_title=submission.form_title, answers=answers)
    log(instance=submission, action="forms_app.confirm")
    return submission


def answers_in_words(submission: Submission) -> str:
    answered = (answer for answer in submission.answers if answer["value"])
    return "\n\n".join(f"{answer['label']}\n{answer['value']}" for answer in answered)


def _promise(submission: Submission) -> str:
    with translation.override(submission.language):
        if submission.due_on is None:
            return _("We will get back to you.")
        return _("We will get back to you by %(day)s.") % {
            "day": date_format(submission.due_on, "DATE_FORMAT")
        }


def _ask_to_confirm(submission: Submission) -> None:
    link = _link(Purpose.CONFIRM_REGISTRATION, submission)
    expires = expiry_in_words(Purpose.CONFIRM_REGISTRATION, submission.language)
    mail_sender(submission, "confirmation", expires=expires, link=link)


def had_enough(email: str) -> bool:
    return _mailed_lately(email, WITHIN) >= MOST_MAILS


def _mailed_lately(email: str, within: timedelta) -> int:
    mailed = AccessLink.objects.mailed_lately(email, within)
    return mailed.filter(purpose__in=list(ABOUT_SUBMISSIONS)).count()


def _link(purpose: str, submission: Submission) -> str:
    token = make_link(purpose, submission.pk, submission.sender_email)
    return link_address(purpose, token, submission.language, site=submission.site)
