"""From the entry page to an open session: ask for a link, open it."""

from datetime import timedelta
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.core.client_address import count_recent
from cms.core.form_fields import EmailField
from cms.core.hostile_text import cleaned_data
from cms.core.link_pages import link_page, refusal, see_other
from cms.core.links import read_link, use_link

from ..models import PublicEntry
from ..services.edit_links import request_edit_link
from .links import Purpose, open_session, read_session

FOLDER = "directory/self_service"
MOST_REQUESTS, WITHIN = 10, timedelta(minutes=10)
TOO_MANY = _("Very many requests have just come from your connection. Please wait a little.")


class AskForm(forms.Form):
    email = EmailField(
        label=_("Your e-mail address"),
        help_text=_("The one that the office knows: of the keeper or, if there is none, of the entry."),
    )


@link_page
def ask(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The same page and answer for every key and every address, be they known or not."""
    form = AskForm(cleaned_data(request.POST) if request.method == "POST" else None)
    status = 200
    if form.is_bound and form.is_valid():
        if count_recent(request, "edit-link", WITHIN) <= MOST_REQUESTS:
            request_edit_link(public_id, form.cleaned_data["email"], get_language())
            return see_other(f"{reverse('ask_to_edit', args=[public_id])}?angefragt=1")
        form.add_error(None, TOO_MANY)
        status = 429
    context = {
        "form": form,
        "name": PublicEntry.objects.filter(public_id=public_id).values_list("title", flat=True).first(),
        "public_id": public_id,
        "is_asked": "angefragt" in request.GET and not form.is_bound,
    }
    return render(request, f"{FOLDER}/ask.html", context, status=status)


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
