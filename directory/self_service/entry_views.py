"""A maintainer's one-click actions: confirm the entry, renew or end a call, withdraw the entry."""

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.mail.link_pages import link_page, refusal, see_other
from cms.mail.links import read_link, use_link
from cms.mail.models import AccessLink
from cms.towns.scope import is_of

from ..browse.detail import entry_detail
from ..domain.lifecycle import GONE, State
from ..editing.pause_form import PauseForm
from ..models import Opening, OrganisationPage
from ..publishing.entry_document import build_document
from ..workflow.edit_links import keeps
from ..workflow.entries import confirm_entry
from ..workflow.links import Purpose, Session
from ..workflow.maintainer_mail import CONFIRM_ENTRY, edit_address
from ..workflow.openings import close_opening, renew_opening
from ..workflow.pausing import end_pause, last_day_of_pause, pause_entry
from ..workflow.withdrawal import withdraw_entry
from .ask_views import FOLDER
from .edit_views import address_of, session_page, whole_number

_OPENING_ACTIONS = {"renew": renew_opening, "close": close_opening}


class WithdrawForm(forms.Form):
    sure = forms.BooleanField(
        label=_("Yes, take the entry out of the directory."),
        error_messages={"required": _("Please tick the box if you really want to withdraw the entry.")},
    )


@session_page
def confirm(request: HttpRequest, session: Session) -> HttpResponse:
    if request.method == "POST":
        confirm_entry(session.page, by=_now("maintainer of the entry"))
        return see_other(f"{address_of(session)}?bestaetigt=1")
    return see_other(address_of(session))


@session_page
def opening(request: HttpRequest, session: Session, pk: int) -> HttpResponse:
    act = _OPENING_ACTIONS.get(request.POST.get("action"))
    if request.method == "POST" and act:
        act(get_object_or_404(Opening, pk=pk, page=session.page))
    return see_other(f"{address_of(session)}?verlaengert=1#mithilfe")


@session_page
def pause(request: HttpRequest, session: Session) -> HttpResponse:
    """Set or change the last day of a pause, or end it; public at once."""
    if request.POST.get("action") == "end":
        end_pause(session.page)
        return see_other(f"{address_of(session)}?pause=aus")
    form = PauseForm(request.POST or None, initial={"until": last_day_of_pause(session.page)})
    if form.is_valid():
        pause_entry(session.page, form.cleaned_data["until"])
        return see_other(f"{address_of(session)}?pause=an")
    context = {
        "form": form,
        "name": session.page.title,
        "key": session.key,
        "until": last_day_of_pause(session.page),
    }
    return render(request, f"{FOLDER}/pause.html", context, status=422 if form.is_bound else 200)


@session_page
def withdraw(request: HttpRequest, session: Session) -> HttpResponse:
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        withdraw_entry(session.page, email=session.email)
        session.end()
        return render(request, f"{FOLDER}/withdrawn.html", {"name": session.page.title})
    context = {"form": form, "name": session.page.title, "key": session.key}
    return render(request, f"{FOLDER}/withdraw.html", context)


@link_page
def openings(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in the mail "Do you still look for volunteers?"; reusable until it expires."""
    link = read_link(token, Purpose.OPENINGS)
    page = OrganisationPage.objects.live().filter(pk=link.object_id).first() if link else None
    if page is None or link.is_expired or not is_of(page, request) or not keeps(page, link.email):
        return refusal(request, link)
    act = _OPENING_ACTIONS.get(request.POST.get("action"))
    if request.method == "POST" and act:
        act(get_object_or_404(Opening, pk=whole_number(request.POST.get("opening", ""), 0), page=page))
        return see_other(f"{request.path}?gespeichert=1")
    context = {"name": page.title, "openings": page.openings.all(), "is_done": "gespeichert" in request.GET}
    return render(request, f"{FOLDER}/openings.html", context)


@link_page
def confirm_from_mail(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind "Everything is right" in the mails. POST confirms the entry; a used link says so."""
    link = read_link(token, CONFIRM_ENTRY)
    page = link and _entry_of(link)
    if page is None or not is_of(page, request) or (link.is_expired and not link.is_used):
        return refusal(request, link)
    if request.method == "POST":
        return see_other(request.path) if _confirm_by_link(link, page) else refusal(request, link)
    return render(request, "directory/confirm_entry.html", _confirmation(page, link))


@transaction.atomic
def _confirm_by_link(link: AccessLink, page: OrganisationPage) -> bool:
    """Confirm the entry; idempotent. Return False if the entry is gone."""
    page = OrganisationPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    if not link.is_used and page.state_today() in GONE:
        return False
    if use_link(link):
        confirm_entry(page, by=_now("the organisation itself, by e-mail"))
    return True


def _entry_of(link: AccessLink) -> OrganisationPage | None:
    """The entry, unless it has another maintainer by now: then old mails are invalid."""
    kept = OrganisationPage.objects.filter(maintainership__maintainer_email__iexact=link.email)
    return kept.select_related("maintainership", "locale").filter(pk=link.object_id).first()


def _confirmation(page: OrganisationPage, link: AccessLink) -> dict:
    state = page.state_today()
    return {
        "entry": entry_detail(build_document(page)),
        "url": page.full_url if page.live else "",
        "edit_url": edit_address(page),
        "is_done": link.is_used,
        "is_gone": state in GONE and not link.is_used,
        "is_hidden": state == State.HIDDEN,
    }
