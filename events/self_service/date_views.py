"""A club's dates: the list, the form in two steps (write, look at it), withdraw and bring back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cms.common.text_cleaning import cleaned_data
from cms.mail.link_pages import see_other
from cms.recurrence.words import in_words
from directory.self_service.edit_views import session_page, too_late
from directory.workflow.links import Session
from directory.workflow.sent_pictures import PictureAwayError, picture_response

from ..models import DatePicture, DateVersion, EventFeed, PartnerEvent
from ..publishing.dates import coming_dates
from ..workflow.announcing import announce, bring_back, is_trusted, withdraw
from ..workflow.changed_days import ComingDay, coming_days_of
from .date_form import DateForm, is_over, understood

FOLDER = "events/self_service"
# A club that needs more has a calendar, which it can enter.
MOST_DATES = 200
DAYS_SHOWN = 3
# What nobody wants to write twice.
TEXTS = ("title", "summary", "first_date", "starts_at", "place_name", "cost_note", "picture_description")
PICTURE_AWAY = _(
    "The picture cannot be stored at this moment. Please try again in some minutes, or send the date without it."
)
NOTICES = ("gesendet", "oeffentlich", "zurueckgezogen", "wieder", "geaendert", "kalender", "kalender-weg")


class ClubDates:
    """What a club has in the calendar: its own dates and those of its offers."""

    def __init__(self, session: Session):
        self.page = session.page
        self.today = timezone.localdate()

    @cached_property
    def announced(self) -> list[PartnerEvent]:
        mine = self.page.announcements.announced_by_hand().exclude(state=PartnerEvent.State.REFUSED)
        return [event for event in mine if not is_over(event, self.today)]

    @cached_property
    def days(self) -> dict[UUID, list[ComingDay]]:
        keys = [offer.key for offer in self.page.offers.all()] + [event.key for event in self.announced]
        return coming_days_of(keys, DAYS_SHOWN)

    def rows(self) -> list[dict]:
        waiting = DateVersion.objects.waiting().filter(page=self.page)
        changed = {version.event_id: version for version in waiting}
        return [self._row(event, changed.get(event.pk)) for event in self.announced]

    def _row(self, event: PartnerEvent, version: DateVersion | None) -> dict:
        return {
            "event": event,
            "rule": in_words(event.schedule) if event.frequency else "",
            "days": self.days.get(event.key, []),
            "next": next(iter(coming_dates(event.known_schedule, 1)), None),
            "changes_wait": bool(version) and event.is_public,
        }

    def offers(self) -> list[dict]:
        offers = {offer.key: offer for offer in self.page.offers.all()}
        return [
            {"offer": offer, "rule": in_words(offer.schedule), "days": self.days[key]}
            for key, offer in offers.items()
            if key in self.days
        ]


@session_page
def dates(request: HttpRequest, session: Session) -> HttpResponse:
    mine = ClubDates(session)
    context = _context(session) | {
        "rows": mine.rows(),
        "offers": mine.offers(),
        "feeds": EventFeed.objects.filter(page=session.page),
        "is_trusted": is_trusted(session.page),
        "notice": next((each for each in NOTICES if each in request.GET), ""),
    }
    return render(request, f"{FOLDER}/dates.html", context)


def _form_too_late(request: HttpRequest, session: Session) -> HttpResponse:
    data = cleaned_data(request.POST)
    return too_late(request, session, unsent=[text for name in TEXTS if (text := data.get(name))])


@session_page(late=_form_too_late)
def add_date(request: HttpRequest, session: Session) -> HttpResponse:
    if session.page.announcements.announced_by_hand().count() >= MOST_DATES:
        return render(request, f"{FOLDER}/too_many.html", _context(session), status=409)
    return _form(request, session, PartnerEvent(organisation=session.page))


@session_page(late=_form_too_late)
def change_date(request: HttpRequest, session: Session, event: UUID) -> HttpResponse:
    """Continues what still waits."""
    found = _event(session, event)
    waiting = found.versions.waiting().first()
    return _form(request, session, _with_key(waiting.as_event(), found) if waiting else found)


@session_page
def picture_of_date(request: HttpRequest, session: Session, picture: UUID) -> HttpResponse:
    """What the club sent, while it is in no library yet."""
    return picture_response(get_object_or_404(DatePicture, key=picture, page=session.page))


@session_page
def withdraw_date(request: HttpRequest, session: Session, event: UUID) -> HttpResponse:
    found = _event(session, event)
    if request.method == "POST":
        withdraw(found)
        return see_other(f"{list_of(session)}?zurueckgezogen={found.key}")
    return see_other(list_of(session))


@session_page
def bring_date_back(request: HttpRequest, session: Session, event: UUID) -> HttpResponse:
    found = _event(session, event)
    if request.method == "POST":
        bring_back(found)
        return see_other(f"{list_of(session)}?wieder=1")
    return see_other(list_of(session))


def _form(request: HttpRequest, session: Session, event: PartnerEvent) -> HttpResponse:
    if request.method != "POST":
        return _show(request, session, DateForm(instance=event, page=session.page))
    data = cleaned_data(request.POST)
    form = DateForm(data, request.FILES, instance=event, page=session.page)
    is_valid = form.is_valid()
    data["picture_key"] = str(form.picture.key) if form.picture else ""
    if not is_valid:
        return _show(request, session, form, status=422)
    if data.get("action") == "send":
        try:
            version = announce(form.instance, email=session.email)
        except PictureAwayError:
            form.add_error("picture_file", PICTURE_AWAY)
            return _show(request, session, form, status=503)
        done = "oeffentlich" if version.state == DateVersion.State.PUBLIC else "gesendet"
        return see_other(f"{list_of(session)}?{done}=1")
    if data.get("action") == "change":
        return _show(request, session, form)
    context = _context(session) | {
        "form": form,
        "event": form.instance,
        "understood": understood(form.instance),
        "place": dict(form.fields["place"].choices).get(form.cleaned_data["place"]),
        "sent": [(name, value) for name, values in data.lists() for value in values if name != "action"],
        "is_trusted": is_trusted(session.page),
    }
    return render(request, f"{FOLDER}/look.html", context)


def _show(request: HttpRequest, session: Session, form: DateForm, status: int = 200) -> HttpResponse:
    context = _context(session) | {"form": form, "event": form.instance}
    return render(request, f"{FOLDER}/date.html", context, status=status)


def _event(session: Session, key: UUID) -> PartnerEvent:
    return get_object_or_404(PartnerEvent.objects.announced_by_hand(), key=key, organisation=session.page)


def _with_key(event: PartnerEvent, stored: PartnerEvent) -> PartnerEvent:
    for name in ("key", "state", "created_at"):
        setattr(event, name, getattr(stored, name))
    return event


def _context(session: Session) -> dict:
    return {"key": session.key, "name": session.page.title, "list_url": list_of(session)}


def list_of(session: Session) -> str:
    return reverse("club_dates", args=[session.key])


def summary_of(session: Session) -> dict:
    """For the section on the entry's page."""
    return {"url": list_of(session), "add_url": reverse("add_club_date", args=[session.key])}
