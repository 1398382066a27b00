"""Responses to senders if nothing was stored."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cms.api_toolkit.problems import MEDIA_TYPE, ProblemDetail, problem

from ..intake.forms import CONSENT, SubmissionForm
from ..services.receiving import ABOUT_TICKET, WITHIN, Outcome, Result
from .body import wrong_answer
from .schemas import DuplicatesProblem

DUPLICATES = "/api/v1/problems/likely-duplicates"
LATER = {"Retry-After": str(int(WITHIN.total_seconds()))}
SOON = {"Retry-After": "60"}


def refusal(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    if outcome.result is Result.HAS_DUPLICATES:
        return _with_duplicates(request, outcome)
    errors = list(_errors(outcome.form))
    match outcome.result:
        case Result.TOO_MANY:
            return problem(429, errors[-1].detail, headers=LATER)
        case Result.NO_STORAGE:
            return problem(503, errors[-1].detail, headers=SOON)
    return problem(422, f"{errors[0].pointer}: {errors[0].detail}", errors)


def _errors(form: SubmissionForm):
    """All that is wrong, that which belongs to no answer last."""
    found = form.errors.as_data()
    for name in sorted(found, key=lambda name: name == "__all__"):
        for error in found[name]:
            for message in error.messages:
                yield _error(name, message, error.code)


def _error(name: str, message: str, code: str | None) -> ProblemDetail:
    if name == CONSENT:
        return ProblemDetail(location="body", pointer="/consent", detail=message)
    if name == "__all__":
        pointer = "/ticket" if code == ABOUT_TICKET else ""
        return ProblemDetail(location="body", pointer=pointer, detail=message)
    return wrong_answer(name, message)


def _with_duplicates(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    words = _("Do you mean one of these entries?")
    content = DuplicatesProblem(
        type=DUPLICATES,
        title="Likely duplicates",
        status=409,
        detail=words,
        duplicates=[
            {
                "id": each.public_id,
                "name": each.name,
                "summary": each.summary,
                "url": request.build_absolute_uri(each.url),
            }
            for each in outcome.duplicates
        ],
        not_these=[each.public_id for each in outcome.duplicates],
    )
    text = content.model_dump_json()
    return HttpResponse(text, status=409, content_type=MEDIA_TYPE)
