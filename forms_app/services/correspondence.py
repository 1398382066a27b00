"""What keeps two people at one letter, or one person who clicks twice, from mailing a citizen twice."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name

from ..models.notes import SubmissionNote, SubmissionReply
from ..models.submissions import Submission

# The same words of the same person again within this time are a second click, not a second mail.
SECOND_CLICK = timedelta(minutes=2)


class AnsweredMeanwhileError(ValueError):
    """Says in words that somebody else has written to the sender since the page was opened."""


def sent_already(submission: Submission, text: str, by) -> SubmissionReply | None:
    return _same(submission.replies, text, by)


def noted_already(submission: Submission, text: str, by) -> SubmissionNote | None:
    return _same(submission.notes, text, by)


def demand_seen(submission: Submission, last_seen: int | None) -> None:
    """Raise AnsweredMeanwhileError if there is a mail newer than the one this person has seen (0: none).

    Call with the submission locked. Without a number nothing is compared: a command has seen no page.
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


def _same(written, text: str, by):
    since = timezone.now() - SECOND_CLICK
    return written.filter(author=by, text=text, created_at__gt=since).last()
