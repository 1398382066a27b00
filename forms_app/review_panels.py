"""Beside a registration in the inbox: what it may duplicate, and the three decisions."""

import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _now
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from cms.core.hostile_text import cleaned_data
from cms.core.towns import first_town, scope_of
from directory.duplicates import Duplicate, duplicates_for_staff, surroundings
from directory.models import OrganisationPage
from directory.similarity import LIKELY, Organisation, likeness

from .access import may
from .models import Submission
from .services import (
    AnsweredMeanwhileError,
    NotDecidableError,
    accept_registration,
    ask_back,
    reject_registration,
)

TEXT_LENGTH = 5000
# What fits into the database's numbers.
NUMBER = re.compile("[0-9]{1,18}")
INSPECT = "einsendungen_modeladmin_inspect"


class WordsForm(forms.Form):
    """What the applicant is going to read."""

    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}), validators=[MaxLengthValidator(TEXT_LENGTH)]
    )


@dataclass(frozen=True)
class RegistrationPanel:
    """`other_registrations` are open ones that may be the same; `entry` is there once it was accepted."""

    submission: Submission
    duplicates: list[Duplicate]
    other_registrations: list[Submission]
    entry: OrganisationPage | None
    may_decide: bool


def registration_panel(submission: Submission, user) -> RegistrationPanel | None:
    """Return what the inspect view shows beside a registration; None for any other submission."""
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
    """The buttons of the panel; 404 for a submission of a form that this person does not work on."""
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
    """Say why nothing was done; words that somebody wrote are given back to her."""
    words = cleaned_data(request.POST).get("text", "").strip()
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
    return int(number) if NUMBER.fullmatch(number) else None


def _words(request: HttpRequest) -> str:
    form = WordsForm(cleaned_data(request.POST))
    if not form.is_valid():
        message = _now("Please write what the applicant should read, at most %(length)s characters.")
        raise NotDecidableError(message % {"length": TEXT_LENGTH})
    return form.cleaned_data["text"]


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
