"""Processes submitted forms from browsers and API clients alike: the only way into the inbox."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum, auto

from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from cms.common.client_address import count_recent
from cms.common.text_cleaning import cleaned_data, has_impossible_text
from directory.duplicates.lookup import Duplicate

from ..intake.forms import CONSENT, NOT_THESE, PROOF, TICKET, TRAP, SubmissionForm
from ..intake.page_forms import make_form
from ..intake.proof_of_work import read_proof
from ..intake.spam import Signs
from ..intake.tickets import Ticket, read_ticket
from ..models.submissions import Submission
from .files import FilesNotStoredError
from .sending import submit

WITHIN = timedelta(minutes=10)
# The code of an objection to the ticket, not to an answer.
ABOUT_TICKET = "ticket"


@dataclass(frozen=True)
class Limits:
    """Rate limits per sender and ten minutes."""

    # Per address, which a town hall or a school shares.
    sendings: int = 20
    # Attempts with files, including rejected ones, because checking a file is the most expensive part.
    file_tries: int = 40
    # Identifies the sender for rate limits, instead of an address.
    sender: str = ""

    def count(self, request: HttpRequest, action: str) -> int:
        return count_recent(request, action, WITHIN, self.sender)


ADDRESS_LIMITS = Limits()


@dataclass(frozen=True)
class Sending:
    """A request. `data` uses the names of the HTML form; `about` is the key of the entry it is about."""

    request: HttpRequest
    data: QueryDict
    files: MultiValueDict
    about: str = ""
    # Chosen by a program: the same key is the same sending, with whatever ticket.
    key: str = ""
    limits: Limits = ADDRESS_LIMITS


class Result(Enum):
    STORED = auto()
    INVALID = auto()
    HAS_DUPLICATES = auto()
    TOO_MANY = auto()
    NO_STORAGE = auto()


@dataclass(frozen=True)
class Outcome:
    """The outcome. The form holds all errors, worded for the sender."""

    result: Result
    form: SubmissionForm
    ticket: Ticket | None
    submission: Submission | None = None
    duplicates: list[Duplicate] = field(default_factory=list)


def receive(page, sending: Sending) -> Outcome:
    """Check, and store once. Raises OtherAnswersError for a known key with other answers."""
    if sending.files and sending.limits.count(sending.request, "form-files") > sending.limits.file_tries:
        return _too_many(*read_form(page, sending, files={}))
    form, ticket = read_form(page, sending, sending.files)
    for objection in _objections(sending, ticket):
        form.add_error(None, objection)
    if not form.is_valid():
        return Outcome(Result.INVALID, form, ticket)
    if duplicates := _unseen_duplicates(sending, form):
        return Outcome(Result.HAS_DUPLICATES, form, ticket, duplicates=duplicates)
    return _store(page, sending, form, ticket)


def read_form(page, sending: Sending, files: dict) -> tuple[SubmissionForm, Ticket | None]:
    """Return the form with what was sent, and its ticket if it still holds."""
    data = cleaned_data(sending.data)
    form = make_form(page, sending.about, data, files)
    ticket = read_ticket(data.get(TICKET, ""), page, form.base_fields)
    if ticket is None:
        # The sender may not have agreed to this text yet.
        data.pop(CONSENT, None)
    return form, ticket


def _store(page, sending: Sending, form: SubmissionForm, ticket: Ticket) -> Outcome:
    recent = sending.limits.count(sending.request, "form")
    if recent > sending.limits.sendings:
        return _too_many(form, ticket)
    signs = Signs(
        is_trapped=bool(form.data.get(TRAP)),
        proof=read_proof(form.data.get(PROOF, "")),
        is_busy=recent > sending.limits.sendings // 2,
    )
    try:
        submission = submit(page, form, token=ticket.token, key=sending.key, signs=signs)
    except FilesNotStoredError:
        form.add_error(None, _("Files cannot be stored at the moment. Please try again in a few minutes."))
        return Outcome(Result.NO_STORAGE, form, ticket)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return Outcome(Result.INVALID, form, ticket)
    return Outcome(Result.STORED, form, ticket, submission)


def _too_many(form: SubmissionForm, ticket: Ticket | None) -> Outcome:
    message = _(
        "Very many messages have just come from your connection. Nothing is lost; please send again in ten"
        " minutes, or call us."
    )
    form.add_error(None, message)
    return Outcome(Result.TOO_MANY, form, ticket)


def _unseen_duplicates(sending: Sending, form: SubmissionForm) -> list[Duplicate]:
    """Entries that may be the same and that the applicant has not been shown yet."""
    found = form.likely_duplicates(sending.request)
    seen = set(form.data.get(NOT_THESE, "").split("."))
    return found if any(str(each.public_id) not in seen for each in found) else []


def _objections(sending: Sending, ticket: Ticket | None) -> Iterator[ValidationError]:
    if has_impossible_text(sending.data):
        yield ValidationError(
            _("Your text contained characters that cannot be stored. We removed them; please send again.")
        )
    if ticket is None:
        message = _(
            "This form was open for a long time or has changed since. Nothing is lost; please send again."
        )
        yield ValidationError(message, ABOUT_TICKET)
    elif ticket.is_too_fresh:
        message = _("That was very fast. Please send again, so that we know you are a person.")
        yield ValidationError(message, ABOUT_TICKET)
