"""From the entry page to an open session: ask for a link, open it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.core.link_pages import link_page, refusal, see_other
from cms.core.links import read_link, use_link

from ..services.edit_links import request_edit_link
from .asking import FOLDER, Asking
from .links import Purpose, open_session, read_session

EDIT = Asking(
    route="ask_to_edit",
    template="ask.html",
    hint=_("The one that the office knows: of the keeper or, if there is none, of the entry."),
    request_link=request_edit_link,
)


@link_page
def ask(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return EDIT.answer(request, public_id)


@link_page
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    link = read_link(token, Purpose.EDIT)
    if link is None or link.object_id is None or link.is_used or link.is_expired:
        return refusal(request, link)
    if request.method != "POST":
        return render(request, f"{FOLDER}/open.html")
    if not use_link(link):
        return refusal(request, link)
    key = open_session(link.object_id, link.email)
    # The page may have gone since the mail left.
    return see_other(reverse("edit_entry", args=[key])) if read_session(key) else refusal(request, None)
