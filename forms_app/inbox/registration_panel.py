"""Beside a registration in the inbox: possible duplicates, and the three decisions."""

import re
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _now
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from cms.common.text_cleaning import cleaned_data
from cms.towns.scope import first_town, scope_of
from directory.duplicates.lookup import Duplicate, duplicates_for_staff, surroundings
from directory.duplicates.similarity import LIKELY, Organisation, likeness
from directory.models import OrganisationPage

from ..access import may
from ..models import Submission
from ..services.correspondence import AnsweredMeanwhileError
from ..services.registration import NotDecidableError, accept_registration, ask_back, reject_registration
from .filters import NUMBER
from .forms import TEXT_LENGTH

INSPECT = "einsendungen_modeladmin_inspect"


@dataclass(frozen=True)
class RegistrationPanel:
    """`other_registrations` are open ones that may be the same; `entry` exists once it was accepted."""

    submission: Submission
    duplicates: list[Duplicate]
    other_registrations: list[Submission]
    entry: OrganisationPage | None
    may_decide: bool


def registration_panel(submission: Submission, user) -> RegistrationPanel | None:
    """Return the panel of a registration, None for any other submission."""
    if submission.kind != Submission.Kind.REGISTRATION:
        return None
    wanted = _applicant(submission)
    allowed = Submission.objects.for_staff().allowed_to(user, "change")
    is_undecided = submission.status in Submission.OPEN
    return RegistrationPanel(
        submission=submission,
        duplicates=duplicates_for_staff(
            wanted, exclude=submission.organisation_id, site=scope_of(submission.site or first_town())
        ),
        other_registrations=_alike(submission, wanted, user),
        entry=submission.organisation,
        may_decide=is_undecided and allowed.filter(pk=submission.pk).exists(),
    )


@require_POST
def decide_registration(request: HttpRequest, pk: int) -> HttpResponse:
    """The panel's buttons; 404 for submissions of forms that the user does not work on."""
    if not may(request.user, "change"):
        raise PermissionDenied
    submissions = Submission.objects.for_staff().allowed_to(request.user, "change")
    submission = get_object_or_404(submissions, pk=pk)
    decide = _DECISIONS.get(request.POST.get("action"))
    if decide is None:
        raise PermissionDenied
    try:
        messages.success(request, decide(submission, request))
    except (NotDecidableError, AnsweredMeanwhileError) as error:
        return _refused(request, submission, str(error))
    return redirect(INSPECT, pk)


def _refused(request: HttpRequest, submission: Submission, reason: str) -> HttpResponse:
    """Explain why nothing was done, and return the text that was typed."""
    words = _typed(request)
    if not words:
        messages.error(request, reason)
        return redirect(INSPECT, submission.pk)
    context = {"submission": submission, "reason": reason, "words": words}
    return render(request, "forms_app/admin/not_decided.html", context, status=409)


def _accept(submission: Submission, request: HttpRequest) -> str:
    entry = accept_registration(submission, by=request.user)
    return _now("“%(name)s” is in the directory now.") % {"name": entry.title}


def _ask(submission: Submission, request: HttpRequest) -> str:
    ask_back(submission, _words(request), by=request.user, last_seen=_last_seen(request))
    return _now("Your question is on its way.")


def _reject(submission: Submission, request: HttpRequest) -> str:
    reject_registration(submission, _words(request), by=request.user, last_seen=_last_seen(request))
    return _now("The registration has been rejected.")


_DECISIONS = {"accept": _accept, "ask": _ask, "reject": _reject}


def _last_seen(request: HttpRequest) -> int | None:
    number = request.POST.get("last_seen", "")
    return int(number) if re.fullmatch(NUMBER, number) else None


def _words(request: HttpRequest) -> str:
    words = _typed(request)
    if not words or len(words) > TEXT_LENGTH:
        message = _now("Please write what the applicant should read, at most %(length)s characters.")
        raise NotDecidableError(message % {"length": TEXT_LENGTH})
    return words


def _typed(request: HttpRequest) -> str:
    return cleaned_data(request.POST).get("text", "").strip()


def _applicant(submission: Submission) -> Organisation:
    return Organisation.of(
        submission.answer("name"),
        emails=[submission.answer("email"), submission.sender_email],
        phones=[submission.answer("phone")],
        website=submission.answer("website"),
    )


def _alike(submission: Submission, wanted: Organisation, user) -> list[Submission]:
    around = surroundings()
    others = Submission.objects.for_staff().allowed_to(user).open().exclude(pk=submission.pk)
    registrations = others.filter(kind=Submission.Kind.REGISTRATION).order_by("-received_at")[:500]
    return [each for each in registrations if likeness(wanted, _applicant(each), around) >= LIKELY][:5]
