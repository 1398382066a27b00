"""A page on which somebody types an address, to which a link goes if the address belongs to the entry."""

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

from cms.core.client_address import count_recent
from cms.core.form_fields import EmailField
from cms.core.hostile_text import cleaned_data
from cms.core.link_pages import see_other

from ..models import PublicEntry

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
    """`request_link` mails the link if it may, and takes the entry's key, the address, the language and `site`."""

    route: str
    template: str
    hint: str
    request_link: Callable[..., None]

    def answer(self, request: HttpRequest, public_id: UUID) -> HttpResponse:
        """Return the same page and answer for every key and every address, be they known or not."""
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
    """Return the name of a public entry of the town that is visited."""
    entries = PublicEntry.objects.of_town(Site.find_for_request(request))
    return entries.filter(public_id=public_id).values_list("title", flat=True).first()
