"""A form for an address, which gets a link if it belongs to the entry, and the link to an open session."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from cms.common.client_address import count_recent
from cms.common.form_fields import EmailField
from cms.common.text_cleaning import cleaned_data
from cms.mail.link_pages import link_page, refusal, see_other
from cms.mail.links import read_link, use_link

from ..models import PublicEntry
from ..workflow.edit_links import request_edit_link
from ..workflow.links import Purpose, open_session, read_session

FOLDER = "directory/self_service"
MOST_REQUESTS, WITHIN = 10, timedelta(minutes=10)
TOO_MANY = _("Very many requests have just come from your connection. Please wait a little.")


class AddressForm(forms.Form):
    email = EmailField(label=_("Your e-mail address"))

    def __init__(self, data, hint: str):
        super().__init__(data)
        self.fields["email"].help_text = hint


@dataclass(frozen=True)
class Asking:
    """`request_link` mails the link if allowed; it takes the entry's key, the address, the language and `site`."""

    route: str
    template: str
    hint: str
    request_link: Callable[..., None]

    def answer(self, request: HttpRequest, public_id: UUID) -> HttpResponse:
        """Respond identically for every key and address, known or not."""
        form = AddressForm(cleaned_data(request.POST) if request.method == "POST" else None, self.hint)
        status = 200
        if form.is_bound and form.is_valid():
            if count_recent(request, "edit-link", WITHIN) <= MOST_REQUESTS:
                site = Site.find_for_request(request)
                self.request_link(public_id, form.cleaned_data["email"], get_language(), site=site)
                return see_other(f"{reverse(self.route, args=[public_id])}?angefragt=1")
            form.add_error(None, TOO_MANY)
            status = 429
        context = {
            "form": form,
            "name": name_of(public_id, request),
            "public_id": public_id,
            "is_asked": "angefragt" in request.GET and not form.is_bound,
        }
        return render(request, f"{FOLDER}/{self.template}", context, status=status)


def name_of(public_id: UUID, request: HttpRequest) -> str | None:
    """Return the name of a public entry of the visited town."""
    entries = PublicEntry.objects.of_town(Site.find_for_request(request))
    return entries.filter(public_id=public_id).values_list("title", flat=True).first()


EDIT = Asking(
    route="ask_to_edit",
    template="ask.html",
    hint=_("The one that the office knows: of the maintainer or, if there is none, of the entry."),
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
    # The page may have been deleted since the mail was sent.
    return see_other(reverse("edit_entry", args=[key])) if read_session(key) else refusal(request, None)
