"""From "Is this your organisation?" to a new maintainer: by a stored address, or else by letter."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from cms.common.client_address import count_recent
from cms.mail.link_pages import link_page, refusal, see_other
from cms.mail.links import read_link
from cms.towns.scope import is_of

from ..browse.detail import entry_detail
from ..models import OrganisationPage
from ..publishing.entry_document import build_document
from ..workflow.claiming import may_take_over, take_over
from ..workflow.edit_links import request_claim_link
from ..workflow.letters import request_letter
from ..workflow.links import Purpose, open_session
from .ask_views import FOLDER, TOO_MANY, Asking, name_of

# Somebody has to print and send each of them.
MOST_LETTERS, WITHIN_A_DAY = 5, timedelta(days=1)


CLAIM = Asking(
    route="claim_entry",
    template="claim.html",
    hint=_("Best the one that the organisation gave us or that stands in the entry."),
    request_link=request_claim_link,
)


@link_page
def claim(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return CLAIM.answer(request, public_id)


@link_page
def letter(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Request a letter to the address that the office has. The requester is not asked for any data."""
    is_refused = False
    if request.method == "POST":
        is_refused = count_recent(request, "entry-letter", WITHIN_A_DAY) > MOST_LETTERS
        if not is_refused:
            request_letter(public_id, site=Site.find_for_request(request))
            return see_other(f"{reverse('ask_for_letter', args=[public_id])}?angefragt=1")
    context = {
        "name": name_of(public_id, request),
        "is_asked": "angefragt" in request.GET,
        "is_refused": is_refused,
        "too_many": TOO_MANY,
    }
    return render(request, f"{FOLDER}/ask_for_letter.html", context, status=429 if is_refused else 200)


@link_page
def take_over_entry(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in the mail. POST makes the requester the maintainer and opens the entry."""
    link = read_link(token, Purpose.CLAIM) or read_link(token, Purpose.CLAIM_BY_LETTER)
    if link is None or link.object_id is None or link.is_used or link.is_expired:
        return refusal(request, link)
    page = OrganisationPage.objects.filter(pk=link.object_id, alias_of=None).first()
    if page is None or not is_of(page, request) or not may_take_over(link, page):
        return refusal(request, link)
    if request.method != "POST":
        context = {"entry": entry_detail(build_document(page)), "email": link.email}
        return render(request, f"{FOLDER}/take_over.html", context)
    page = take_over(link)
    if page is None:
        return refusal(request, link)
    key = open_session(page.pk, link.email)
    return see_other(f"{reverse('edit_entry', args=[key])}?uebernommen=1")
