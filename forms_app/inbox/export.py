"""The filtered list as a table: fixed columns first, then one for each question that was asked."""

import base64
import json
from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import log

from cms.core.spreadsheets import FORMATS

from ..access import may
from ..models import Submission
from .filters import InboxFilter

ROWS_AT_ONCE = 500


@require_safe
def export(request: HttpRequest, file_format: str) -> StreamingHttpResponse:
    """The file itself, or with `?progress=1` a line of JSON for each piece of it (see `_reported`)."""
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
    # A proxy that waits for the end would leave the progress bar empty.
    response["X-Accel-Buffering"] = "no"
    return response


class Table:
    """The rows, made one by one; `done` tells how many have been taken."""

    def __init__(self, submissions: QuerySet):
        self.submissions = submissions
        # At once: the rows are made when the request, and with it the language of its user, is over.
        self.columns = fixed_columns()
        self.done = 0

    def __iter__(self) -> Iterator[list[str]]:
        questions = self._questions()
        yield [*self.columns, *questions]
        found = self.submissions.select_related("assigned_to").defer("search_text", "purpose")
        for submission in found.iterator(ROWS_AT_ONCE):
            yield [*(value(submission) for value in self.columns.values()), *_answers(submission, questions)]
            self.done += 1

    def _questions(self) -> list[str]:
        asked = self.submissions.order_by().values_list("answers", flat=True)
        return list(
            dict.fromkeys(answer["label"] for answers in asked.iterator(ROWS_AT_ONCE) for answer in answers)
        )


def fixed_columns() -> dict:
    """What each column is called, and how a submission becomes its value."""
    return {
        _("Case number"): lambda each: each.reference,
        _("Received"): lambda each: _moment(each.received_at),
        _("Status"): lambda each: str(each.get_status_display()),
        _("Kind"): lambda each: str(each.get_kind_display()),
        _("Form"): lambda each: each.form_title,
        _("Sender"): lambda each: each.sender_name,
        _("E-mail"): lambda each: each.sender_email,
        _("Assigned to"): lambda each: get_user_display_name(each.assigned_to) if each.assigned_to else "",
        _("Due on"): lambda each: date_format(each.due_on, "SHORT_DATE_FORMAT") if each.due_on else "",
        _("Closed"): lambda each: _moment(each.closed_at),
        _("Language"): lambda each: each.language_label,
        _("Consent given"): lambda each: each.consent_text,
    }


def _moment(when) -> str:
    return date_format(localtime(when), "SHORT_DATETIME_FORMAT") if when else ""


def _answers(submission: Submission, questions: list[str]) -> list[str]:
    given = {}
    for answer in submission.answers:
        given.setdefault(answer["label"], []).append(answer["value"])
    return [", ".join(given.get(question, [])) for question in questions]


def _reported(table: Table, pieces: Iterator[bytes], count: int) -> Iterator[str]:
    """Return lines `{done, of, data}`: so many rows of so many, and the next bytes of the file in base64.

    The last line says so: without it the file has been cut off on its way.
    """
    for piece in pieces:
        data = base64.b64encode(piece).decode()
        yield json.dumps({"done": table.done, "of": count, "data": data}) + "\n"
    yield json.dumps({"done": count, "of": count, "data": "", "last": True}) + "\n"
