"""Mails to the sender of a submission. Two colleagues, or a double click, must not send one twice."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name

from cms.mail.models import Mail
from cms.mail.queueing import queue

from ..models.notes import SubmissionNote, SubmissionReply
from ..models.submissions import Submission

# The same text by the same person within this time is a double click.
SECOND_CLICK = timedelta(minutes=2)


class AnsweredMeanwhileError(ValueError):
    """Says in words that somebody else has written to the sender since the page was opened."""


def mail_sender(submission: Submission, kind: str, /, **context: str) -> Mail:
    """Queue a mail about the submission to its sender, in the language of the form and from its town."""
    return queue(
        kind,
        to=submission.sender_email,
        site=submission.site,
        context={"reference": submission.reference} | context,
        language=submission.language,
        reference=submission.reference,
    )


def written_already(written: QuerySet, text: str, by) -> SubmissionNote | SubmissionReply | None:
    """Return the same note or reply by the same person, if it is a moment old."""
    since = timezone.now() - SECOND_CLICK
    return written.filter(author=by, text=text, created_at__gt=since).last()


def demand_seen(submission: Submission, last_seen: int | None) -> None:
    """Raise AnsweredMeanwhileError if there is a newer mail than the one this person has seen (0: none).

    Call it with the submission locked. None skips the check, for commands that have no page.
    """
    newest = submission.replies.order_by("pk").last()
    if last_seen is None or newest is None or newest.pk <= last_seen:
        return
    who = get_user_display_name(newest.author) if newest.author else _("somebody")
    message = _(
        "Meanwhile %(who)s has written to the sender; see the history. Nothing was sent. If your words are"
        " still right, send them again."
    )
    raise AnsweredMeanwhileError(message % {"who": who})
