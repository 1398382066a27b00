"""What a keeper does with one button: confirm the entry, renew or end a call, withdraw the entry."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.core.link_pages import link_page, refusal, see_other
from cms.core.links import read_link
from cms.core.towns import is_of

from ..models import Opening, OrganisationPage
from ..services.entries import confirm_entry
from ..services.openings import close_opening, renew_opening
from ..services.withdrawal import withdraw_entry
from .edit_views import FOLDER, session_page
from .links import Purpose, Session

_OPENING_ACTIONS = {"renew": renew_opening, "close": close_opening}


class WithdrawForm(forms.Form):
    sure = forms.BooleanField(
        label=_("Yes, take the entry out of the directory."),
        error_messages={"required": _("Please tick the box if you really want to withdraw the entry.")},
    )


@session_page
def confirm(request: HttpRequest, session: Session) -> HttpResponse:
    if request.method == "POST":
        confirm_entry(session.page, by=_now("keeper of the entry"))
        return see_other(f"{_edit_address(session)}?bestaetigt=1")
    return see_other(_edit_address(session))


@session_page
def opening(request: HttpRequest, session: Session, pk: int) -> HttpResponse:
    act = _OPENING_ACTIONS.get(request.POST.get("action"))
    if request.method == "POST" and act:
        act(get_object_or_404(Opening, pk=pk, page=session.page))
    return see_other(f"{_edit_address(session)}?verlaengert=1#mithilfe")


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
    """Behind the link of the mail "Do you still look for volunteers?", as often as needed while it works."""
    link = read_link(token, Purpose.OPENINGS)
    page = OrganisationPage.objects.live().filter(pk=link.object_id).first() if link else None
    if link is None or link.is_expired or page is None or not is_of(page, request):
        return refusal(request, link)
    act = _OPENING_ACTIONS.get(request.POST.get("action"))
    if request.method == "POST" and act:
        act(get_object_or_404(Opening, pk=_number(request.POST.get("opening", "")), page=page))
        return see_other(f"{request.path}?gespeichert=1")
    context = {"name": page.title, "openings": page.openings.all(), "is_done": "gespeichert" in request.GET}
    return render(request, f"{FOLDER}/openings.html", context)


def _edit_address(session: Session) -> str:
    return reverse("edit_entry", args=[session.key])


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 15 else 0
