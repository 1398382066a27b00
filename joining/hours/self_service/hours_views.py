"""The list of hours that a club has entered, and what the club does with them."""

from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.common.client_address import count_recent
from cms.common.text_cleaning import cleaned_data
from cms.mail.link_pages import see_other
from directory.self_service.ask_views import TOO_MANY
from directory.self_service.edit_views import session_page, too_late
from directory.workflow.links import Session

from ..models import HelperHours
from ..workflow.confirming import (
    NotWaitingError,
    TooManyHoursError,
    change_hours,
    offer_hours,
    withdraw_hours,
)
from .hours_form import FactsForm, HoursForm

FOLDER = "joining/hours/self_service"
NOTICES = ("gesendet", "geaendert", "zurueckgezogen", "beantwortet")
# Of one connection, whatever entries it has opened.
MOST_TRIES, WITHIN = 60, timedelta(hours=1)
SHOWN = 200


@session_page
def hours(request: HttpRequest, session: Session) -> HttpResponse:
    context = _context(session) | {
        "rows": session.page.helper_hours.all()[:SHOWN],
        "notice": next((each for each in NOTICES if each in request.GET), ""),
    }
    return render(request, f"{FOLDER}/hours.html", context)


def _form_too_late(request: HttpRequest, session: Session) -> HttpResponse:
    data = cleaned_data(request.POST)
    return too_late(
        request, session, unsent=[text for name in ("name", "activity") if (text := data.get(name))]
    )


@session_page(late=_form_too_late)
def add_hours(request: HttpRequest, session: Session) -> HttpResponse:
    form = HoursForm(cleaned_data(request.POST) if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()):
        return _show(request, session, form)
    if count_recent(request, "club-hours", WITHIN) > MOST_TRIES:
        form.add_error(None, TOO_MANY)
        return _show(request, session, form, status=429)
    try:
        offer_hours(
            session.page,
            email=form.cleaned_data["email"],
            source=HelperHours.Source.BY_HAND,
            by=session.email,
            language=form.cleaned_data["language"] or "de",
            **vars(form.facts()),
        )
    except ValidationError as error:
        form.take_errors(error)
        return _show(request, session, form)
    except TooManyHoursError:
        form.add_error(None, _("That is very much for one day. Please enter the other hours tomorrow."))
        return _show(request, session, form, status=429)
    return see_other(f"{list_of(session)}?gesendet=1")


@session_page(late=_form_too_late)
def change(request: HttpRequest, session: Session, hours: UUID) -> HttpResponse:
    found = _found(session, hours)
    if not found.is_waiting:
        return see_other(f"{list_of(session)}?beantwortet=1")
    data = cleaned_data(request.POST) if request.method == "POST" else None
    form = FactsForm(data, initial={name: getattr(found, name) for name in FactsForm.base_fields})
    if not (form.is_bound and form.is_valid()):
        return _show(request, session, form, found)
    try:
        change_hours(found, form.facts(), by=session.email)
    except ValidationError as error:
        form.take_errors(error)
        return _show(request, session, form, found)
    except NotWaitingError:
        return see_other(f"{list_of(session)}?beantwortet=1")
    return see_other(f"{list_of(session)}?geaendert=1")


@session_page
def withdraw(request: HttpRequest, session: Session, hours: UUID) -> HttpResponse:
    """A page that asks first, since a proof that somebody holds becomes void."""
    found = _found(session, hours)
    if request.method == "POST":
        withdraw_hours(found)
        return see_other(f"{list_of(session)}?zurueckgezogen=1")
    return render(request, f"{FOLDER}/withdraw.html", _context(session) | {"hours": found})


def _show(
    request: HttpRequest,
    session: Session,
    form: FactsForm,
    hours: HelperHours | None = None,
    status: int | None = None,
) -> HttpResponse:
    status = status or (422 if form.errors else 200)
    context = _context(session) | {"form": form, "hours": hours}
    return render(request, f"{FOLDER}/form.html", context, status=status)


def _found(session: Session, key: UUID) -> HelperHours:
    return get_object_or_404(HelperHours, key=key, organisation=session.page)


def _context(session: Session) -> dict:
    return {"key": session.key, "name": session.page.title, "list_url": list_of(session)}


def list_of(session: Session) -> str:
    return reverse("club_hours", args=[session.key])


def summary_of(session: Session) -> dict:
    """For the section on the entry's page."""
    return {"url": list_of(session), "add_url": reverse("add_club_hours", args=[session.key])}
