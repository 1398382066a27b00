"""What is done with a sent form, whether a browser or a program sent it: the one way into the inbox."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum, auto

from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from cms.core.client_address import count_recent
from cms.core.hostile_text import cleaned_data, has_impossible_text
from directory.duplicates import Duplicate

from .forms import CONSENT, NOT_THESE, PROOF, TICKET, TRAP, SubmissionForm
from .models.submissions import Submission
from .proof_of_work import read_proof
from .services import FilesNotStoredError, submit
from .spam import Signs
from .tickets import Ticket, read_ticket

WITHIN = timedelta(minutes=10)
# The code of an objection to the ticket, not to an answer.
ABOUT_TICKET = "ticket"


@dataclass(frozen=True)
class Limits:
    """How many sendings of one sender are taken within ten minutes."""

    # From one address; a town hall or a school has one for everybody in it.
    sendings: int = 20
    # Tries with files, also those that are refused: to check a file costs more than all the rest.
    file_tries: int = 40
    # Who is counted, if not an address.
    sender: str = ""

    def count(self, request: HttpRequest, action: str) -> int:
        return count_recent(request, action, WITHIN, self.sender)


ADDRESS_LIMITS = Limits()


@dataclass(frozen=True)
class Sending:
    """What arrived. `data` has the names of the HTML form; `about` is the key of the entry it is about."""

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
    """What became of a sending. The form carries all that is wrong with it, in words for its sender."""

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
        # She may not have agreed to this text yet.
        data.pop(CONSENT, None)
    return form, ticket


def make_form(page, about: str, *sent, **options) -> SubmissionForm:
    return page.get_form_class()(*sent, page=page, **page.form_options(about), **options)


def _store(page, sending: Sending, form: SubmissionForm, ticket: Ticket) -> Outcome:
    recent = sending.limits.count(sending.request, "form")
    if recent > sending.limits.sendings:
        return _too_many(form, ticket)
    signs = _signs(form, is_busy=recent > sending.limits.sendings // 2)
    try:
        submission = submit(page, form, token=ticket.token, key=sending.key, signs=signs)
    except FilesNotStoredError:
        form.add_error(None, _("Files cannot be stored at the moment. Please try again in a few minutes."))
        return Outcome(Result.NO_STORAGE, form, ticket)
    return Outcome(Result.STORED, form, ticket, submission)


def _signs(form: SubmissionForm, is_busy: bool) -> Signs:
    return Signs(
        is_trapped=bool(form.data.get(TRAP)),
        proof=read_proof(form.data.get(PROOF, "")),
        is_busy=is_busy,
    )


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
    return found if any(str(each.page_id) not in seen for each in found) else []


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
