"""The first mail about a submission: nobody has confirmed the address, so it holds none of her words."""

from datetime import timedelta

from cms.core import mail
from cms.core.links import expiry_in_words, link_address, make_link
from cms.core.models import AccessLink

from ..links import ABOUT_SUBMISSIONS, Purpose
from ..models.submissions import Submission

# So many mails to one address; a club's secretary may well register three groups in a row.
MOST_MAILS, WITHIN = 10, timedelta(hours=1)


def acknowledge(submission: Submission) -> None:
    """Queue the mail in the transaction that stores the submission. Spam gets none.

    Nor does an address that had many within the hour: somebody may be writing in a stranger's name. The
    sender is told the same in either case.
    """
    if submission.status == Submission.Status.SPAM or not submission.sender_email:
        return
    if _had_enough(submission.sender_email):
        return
    if submission.status == Submission.Status.UNCONFIRMED:
        _ask_to_confirm(submission)
    else:
        context = {"form_title": submission.form_title, "link": _link(Purpose.SEND_COPY, submission)}
        _queue("received", submission, context)


def ask_to_confirm(submission: Submission) -> None:
    """Queue the mail with the link that confirms, for a registration that was taken for spam at first."""
    if submission.sender_email and not _had_enough(submission.sender_email):
        _ask_to_confirm(submission)


def _ask_to_confirm(submission: Submission) -> None:
    link = _link(Purpose.CONFIRM_REGISTRATION, submission)
    expires = expiry_in_words(Purpose.CONFIRM_REGISTRATION, submission.language)
    _queue("confirmation", submission, {"expires": expires, "link": link})


def _had_enough(email: str) -> bool:
    mailed = AccessLink.objects.mailed_lately(email, WITHIN).filter(purpose__in=ABOUT_SUBMISSIONS)
    return mailed.count() >= MOST_MAILS


def _link(purpose: str, submission: Submission) -> str:
    token = make_link(purpose, submission.pk, submission.sender_email)
    return link_address(purpose, token, submission.language, site=submission.site)


def _queue(name: str, submission: Submission, context: dict) -> None:
    mail.queue(
        name,
        to=submission.sender_email,
        site=submission.site,
        context={"reference": submission.reference} | context,
        language=submission.language,
        reference=submission.reference,
    )
