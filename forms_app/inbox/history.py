"""What happened to a submission, in one line of time: received, decided, noted, answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import registry

from cms.mail.models import Mail

from ..models import Submission

# What these tell stands in the history anyway: the text that was written, the moment of the confirmation.
TOLD_BETTER = {"forms_app.add_note", "forms_app.reply", "forms_app.confirm"}


@dataclass(frozen=True)
class Event:
    """`kind` is "log", "note" or "reply"; `text` what somebody wrote, `state` what became of a mail."""

    when: datetime
    title: str
    who: str = ""
    kind: str = "log"
    text: str = ""
    state: str = ""


def history(submission: Submission) -> list[Event]:
    """Return all events, the newest first."""
    events = [*_received(submission), *_logged(submission), *_notes(submission), *_replies(submission)]
    return sorted(events, key=lambda event: event.when, reverse=True)


def _received(submission) -> Iterator[Event]:
    yield Event(submission.received_at, _("Received"), submission.sender_name)
    if submission.confirmed_at:
        yield Event(submission.confirmed_at, _("E-mail address confirmed"), submission.sender_name)


def _logged(submission) -> Iterator[Event]:
    entries = registry.get_logs_for_instance(submission).select_related("user")
    for entry in entries.exclude(action__in=TOLD_BETTER):
        yield Event(entry.timestamp, entry.message, entry.user_display_name)


def _notes(submission) -> Iterator[Event]:
    for note in submission.notes.select_related("author"):
        yield Event(note.created_at, _("Internal note"), _name(note.author), "note", note.text)


def _replies(submission) -> Iterator[Event]:
    for reply in submission.replies.select_related("author", "mail"):
        title = _("Reply to %(address)s") % {"address": reply.to}
        yield Event(reply.created_at, title, _name(reply.author), "reply", reply.text, _state(reply.mail))


def _name(user) -> str:
    return get_user_display_name(user) if user else _("somebody who no longer works here")


def _state(mail: Mail | None) -> str:
    if mail is None:
        return ""
    words = {Mail.State.SENT: _("sent"), Mail.State.FAILED: _("could not be sent")}
    return words.get(mail.state, _("being sent"))
