"""The list of hours that a club has entered, and what the club does with them."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from cms.common.text_cleaning import cleaned_data
from cms.mail.link_pages import see_other
from directory.self_service.edit_views import session_page, too_late
from directory.workflow.links import Session

from ..models import HelperHours
from ..workflow.confirming import NotWaitingError, change_hours, withdraw_hours
from .answered_calls import answered_call, answered_calls, known_facts
from .hours_form import FactsForm, HoursForm
from .offering import try_to_offer

FOLDER = "hours/self_service"
NOTICES = ("gesendet", "geaendert", "zurueckgezogen", "beantwortet")
# The number of an answered message, in the address of the form.
CALL = "anfrage"
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
    data = cleaned_data(request.POST) if request.method == "POST" else None
    call = answered_call(session, request.GET.get(CALL, ""))
    form = HoursForm(data, initial=known_facts(call) if call else None)
    source = HelperHours.Source.CALL if call else HelperHours.Source.BY_HAND
    status = try_to_offer(request, form, session.page, source=source, by=session.email)
    if status:
        return _show(request, session, form, status=status)
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
    add_url = reverse("add_club_hours", args=[session.key])
    calls = [{"enquiry": each, "url": f"{add_url}?{CALL}={each.pk}"} for each in answered_calls(session)]
    return {"url": list_of(session), "add_url": add_url, "calls": calls}
