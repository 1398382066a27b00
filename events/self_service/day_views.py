"""One day of a club's series: cancelled or full with a tap, moved with a small form, and back."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.common.text_cleaning import cleaned_data
from cms.mail.link_pages import see_other
from directory.self_service.edit_views import session_page
from directory.workflow.links import Session

from ..models import ChangedDay, PartnerEvent
from ..workflow.changed_days import NoSuchDayError, change_day, coming_days, find_day, take_back
from ..workflow.moving import MoveForm, moved
from .date_views import FOLDER, list_of

SHOWN = 15
TAPS = {"cancel": ChangedDay.Change.CANCELLED, "full": ChangedDay.Change.FULL}


@session_page
def days(request: HttpRequest, session: Session, series: UUID) -> HttpResponse:
    """The coming days of a date or an offer. POST changes one of them, or takes that back."""
    title = _title_of(session, series)
    errors: list[str] = []
    if request.method == "POST":
        data = cleaned_data(request.POST)
        day = _day(data.get("day", ""))
        try:
            _act(session, series, day, title, data)
        except NoSuchDayError:
            errors = [_("This day is not in the calendar any more.")]
        except ValidationError as refused:
            errors = refused.messages
        else:
            return see_other(f"{_address(session, series)}?geaendert={day:%Y-%m-%d}")
    context = {
        "key": session.key,
        "name": session.page.title,
        "list_url": list_of(session),
        "series": series,
        "title": title,
        "days": coming_days(series, SHOWN),
        "changed_day": _day(request.GET["geaendert"]) if request.GET.get("geaendert") else None,
        "errors": errors,
    }
    return render(request, f"{FOLDER}/days.html", context, status=409 if errors else 200)


@session_page
def move_day(request: HttpRequest, session: Session, series: UUID, day: date) -> HttpResponse:
    title = _title_of(session, series)
    coming = find_day(series, day)
    if coming is None:
        raise Http404
    form = MoveForm(cleaned_data(request.POST) if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        change_day(moved(form, series, coming), instance=session.page, title=title)
        return see_other(f"{_address(session, series)}?geaendert={day:%Y-%m-%d}")
    context = {
        "key": session.key,
        "name": session.page.title,
        "list_url": _address(session, series),
        "title": title,
        "coming": coming,
        "form": form,
    }
    return render(request, f"{FOLDER}/move.html", context, status=422 if form.errors else 200)


def _act(session: Session, series: UUID, day: date, title: str, data) -> None:
    action = data.get("action")
    if action == "back":
        take_back(series, day, instance=session.page, title=title)
    elif action in TAPS:
        changed = ChangedDay(series=series, day=day, change=TAPS[action])
        changed.reason = " ".join(data.get("reason", "").split())
        change_day(changed, instance=session.page, title=title)


def _title_of(session: Session, series: UUID) -> str:
    """What the series is called; 404 if it does not belong to this club."""
    offer = session.page.offers.filter(key=series).first()
    if offer:
        return offer.name
    return get_object_or_404(PartnerEvent.objects.public(), key=series, organisation=session.page).title


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error


def _address(session: Session, series: UUID) -> str:
    return reverse("club_days", args=[session.key, series])
