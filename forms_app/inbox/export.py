"""The filtered list as a table: fixed columns, then one per question."""

import base64
import json
from collections.abc import Iterator
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import log

from cms.common.spreadsheets import FORMATS, Cell, as_text

from ..access import may
from ..models import Submission
from ..models.submissions import is_shown
from .filters import InboxFilter

ROWS_AT_ONCE = 500
SEPARATOR = " | "
ASKED = ("page_id", "form_title", "answers", "is_confidential")


@require_safe
def export(request: HttpRequest, file_format: str) -> StreamingHttpResponse:
    """The file, or with `?progress=1` a line of JSON per chunk (see `_reported`)."""
    if not (may(request.user, "export") and may(request.user, "view")):
        raise PermissionDenied
    if file_format not in FORMATS:
        raise Http404
    submissions = InboxFilter(request.GET, request.user).submissions.allowed_to(request.user, "export")
    count = submissions.count()
    log(
        instance=request.user,
        action="forms_app.export",
        user=request.user,
        data={"count": count, "format": file_format.upper()},
    )
    content_type, pieces = FORMATS[file_format]
    table = Table(submissions)
    body = pieces(table, "Einsendungen")
    if "progress" in request.GET:
        body, content_type = _reported(table, body, count), "application/x-ndjson"
    response = StreamingHttpResponse(body, content_type=content_type)
    name = f"einsendungen-{timezone.localdate():%Y-%m-%d}.{file_format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    # A buffering proxy would leave the progress bar empty.
    response["X-Accel-Buffering"] = "no"
    return response


class Table:
    """Yields rows lazily; `done` counts them."""

    def __init__(self, submissions: QuerySet):
        self.submissions = submissions
        # Evaluated now: rows are made after the request, when the user's language is no longer active.
        self.columns = fixed_columns()
        self.done = 0

    def __iter__(self) -> Iterator[list[Cell]]:
        columns = self._columns_of_questions()
        labels = list(self.columns)
        for question in dict.fromkeys(columns.values()):
            labels.append(_unlike(question, labels))
        yield labels
        found = self.submissions.select_related("assigned_to").defer("search_text", "purpose")
        for submission in found.iterator(ROWS_AT_ONCE):
            yield [*(value(submission) for value in self.columns.values()), *_answers(submission, columns)]
            self.done += 1

    def _columns_of_questions(self) -> dict[tuple, tuple[str, str]]:
        """Return (form, key of the question) → (key, label) of its column, in the order of the forms.

        A renamed question keeps its column, which has its newest label. Forms that ask the same share one.
        """
        columns: dict[tuple, tuple[str, str]] = {}
        asked = self.submissions.order_by("received_at", "pk").values_list(*ASKED)
        for page, title, answers, is_confidential in asked.iterator(ROWS_AT_ONCE):
            for answer in (each for each in answers if is_shown(each, is_confidential)):
                columns[page or title, answer["name"]] = answer["name"], answer["label"]
        return columns


def _unlike(question: tuple[str, str], taken: list[str]) -> str:
    """The label of a column, with its key if another has the same label."""
    name, label = question
    number, found = 1, label
    while found in taken:
        found = f"{label} ({name})" if number == 1 else f"{label} ({name} {number})"
        number += 1
    return found


def fixed_columns() -> dict:
    """Column titles, and functions from a submission to its value."""
    return {
        _("Case number"): lambda each: each.reference,
        _("Received"): lambda each: _moment(each.received_at),
        _("Status"): lambda each: str(each.get_status_display()),
        _("Kind"): lambda each: str(each.get_kind_display()),
        _("Form"): lambda each: each.form_title,
        _("Sender"): lambda each: each.sender_name,
        _("E-mail"): lambda each: each.sender_email,
        _("Assigned to"): lambda each: get_user_display_name(each.assigned_to) if each.assigned_to else "",
        _("Due on"): lambda each: each.due_on or "",
        _("Closed"): lambda each: _moment(each.closed_at),
        _("Language"): lambda each: each.language_label,
        _("Consent given"): lambda each: each.consent_text,
    }


def _moment(when: datetime | None) -> Cell:
    return localtime(when).replace(tzinfo=None) if when else ""


def _answers(submission: Submission, columns: dict[tuple, tuple[str, str]]) -> list[Cell]:
    given: dict[tuple[str, str], list[Cell]] = {}
    for answer in submission.shown_answers:
        # What was asked for the first time since the headers were written has no column yet.
        if column := columns.get((submission.page_id or submission.form_title, answer["name"])):
            given.setdefault(column, []).append(_exact(answer))
    cells = (given.get(column, [""]) for column in dict.fromkeys(columns.values()))
    return [each[0] if len(each) == 1 else SEPARATOR.join(map(as_text, each)) for each in cells]


def _exact(answer: dict) -> Cell:
    """A day as a day. Several choices stand apart from a choice with a comma, as in the exports of the directory."""
    exact = answer.get("exact")
    if isinstance(exact, list):
        return SEPARATOR.join(choice.replace("|", "/") for choice in exact)
    return date.fromisoformat(exact) if isinstance(exact, str) else answer["value"]


def _reported(table: Table, pieces: Iterator[bytes], count: int) -> Iterator[str]:
    """Return lines `{done, of, data}`: rows so far, total, and the next bytes of the file in base64.

    The last line is marked as such; without it, the file was cut off.
    """
    for piece in pieces:
        data = base64.b64encode(piece).decode()
        yield json.dumps({"done": table.done, "of": count, "data": data}) + "\n"
    yield json.dumps({"done": count, "of": count, "data": "", "last": True}) + "\n"
