"""What staff decide about a submission. Each function checks the right, locks the row, writes and logs.

All of them raise PermissionDenied for somebody who may not do this with the submissions of this form.
"""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import log

from ..access import may
from ..models.kinds import KINDS
from ..models.notes import SubmissionNote, SubmissionReply
from ..models.submissions import Submission
from .acknowledging import take_in_late
from .correspondence import demand_seen, mail_sender, written_already
from .retention import forget


def may_decide(user) -> bool:
    return may(user, "change")


@transaction.atomic
def change_status(submission: Submission, status: str, *, by) -> Submission:
    """Set one of `Submission.DECISIONS` as the status; raises ValueError for any other."""
    if status not in Submission.DECISIONS:
        raise ValueError(status)
    status = Submission.Status(status)
    locked = _locked(submission, by)
    if locked.status == status:
        return locked
    before, was_spam = locked.get_status_display(), locked.status == Submission.Status.SPAM
    locked.status = status
    # Retention counts from the day of closing; a reopened case starts over.
    locked.closed_at = (locked.closed_at or timezone.now()) if status in Submission.CLOSED else None
    locked.save(update_fields=["status", "closed_at"])
    _log(locked, "change_status", by, before=str(before), after=str(status.label))
    if status == Submission.Status.SPAM and locked.kind in KINDS:
        KINDS[locked.kind].filed_as_spam(locked)
    if was_spam and locked.is_open and not locked.confirmed_at:
        take_in_late(locked)
    return locked


@transaction.atomic
def assign(submission: Submission, to, *, by) -> Submission:
    """Make somebody responsible, or nobody (None); raises ValueError for one who may not see it."""
    locked = _locked(submission, by)
    if locked.assigned_to_id == (to and to.pk):
        return locked
    if to and not Submission.objects.allowed_to(to).filter(pk=locked.pk).exists():
        raise ValueError(to)
    locked.assigned_to = to
    locked.save(update_fields=["assigned_to"])
    _log(locked, "assign", by, to=get_user_display_name(to) if to else "")
    return locked


@transaction.atomic
def set_due_date(submission: Submission, due_on: date | None, *, by) -> Submission:
    locked = _locked(submission, by)
    if locked.due_on == due_on:
        return locked
    locked.due_on = due_on
    locked.save(update_fields=["due_on"])
    _log(locked, "set_due_date", by, due_on=date_format(due_on, "DATE_FORMAT") if due_on else "")
    return locked


@transaction.atomic
def add_note(submission: Submission, text: str, *, by) -> SubmissionNote:
    """Keep a remark among staff. Its text stands in the note only, so that it goes with the submission."""
    locked = _locked(submission, by)
    if note := written_already(locked.notes, text, by):
        return note
    note = SubmissionNote.objects.create(submission=locked, text=text, author=by)
    _log(locked, "add_note", by)
    return note


@transaction.atomic
def reply(submission: Submission, text: str, *, by, last_seen: int | None = None) -> SubmissionReply:
    """Queue a mail to the sender and keep what was written; the same words at once again are one mail.

    `last_seen` is the `last_reply` that the writer knew of. Raises ValueError without an address, and
    AnsweredMeanwhileError when there is a newer one.
    """
    locked = _locked(submission, by)
    if not locked.sender_email:
        raise ValueError(gettext("There is no e-mail address to answer to."))
    if sent := written_already(locked.replies, text, by):
        return sent
    demand_seen(locked, last_seen)
    mail = mail_sender(locked, "reply", message=text, name=locked.addressee)
    written = SubmissionReply.objects.create(
        submission=locked,
        to=locked.sender_email,
        subject=mail.subject,
        text=text,
        author=by,
        mail=mail,
    )
    _log(locked, "reply", by)
    return written


@transaction.atomic
def delete_submissions(submissions: Iterable[Submission], *, by) -> int:
    """Delete them with all that belongs to them, or none; return how many."""
    wanted = {submission.pk for submission in submissions}
    locked = list(
        Submission.objects.allowed_to(by, "delete").select_for_update(of=("self",)).filter(pk__in=wanted)
    )
    if len(locked) != len(wanted):
        raise PermissionDenied
    for submission in locked:
        log(instance=submission, action="wagtail.delete", user=by)
    return forget(locked)


def mark_read(submission: Submission) -> None:
    Submission.objects.filter(pk=submission.pk, read_at=None).update(read_at=timezone.now())


@transaction.atomic
def mark_unread(submission: Submission, *, by) -> None:
    locked = _locked(submission, by)
    locked.read_at = None
    locked.save(update_fields=["read_at"])


def _locked(submission: Submission, by) -> Submission:
    allowed = Submission.objects.for_staff().allowed_to(by, "change")
    locked = allowed.select_for_update(of=("self",)).filter(pk=submission.pk).first()
    if locked is None:
        raise PermissionDenied
    return locked


def _log(submission: Submission, action: str, by, **data: str) -> None:
    log(instance=submission, action=f"forms_app.{action}", user=by, data=data or None)
