"""Access to one's personal data. Only the owner of the address learns anything; responses to others look the same."""

from datetime import timedelta

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
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
from cms.mail.models import AccessLink
from cms.towns.scope import first_town, is_visited, scope_of

from ..links import Purpose
from ..services.personal_archive import archive_of
from ..services.personal_data import erase_person, export_person, request_access
from ..services.personal_records import sections_of

SALT = "forms_app.opened_personal_data"
OPEN_FOR = timedelta(minutes=30)
MOST_REQUESTS, WITHIN = 10, timedelta(minutes=10)
FOLDER = "forms_app/personal_data"


class AddressForm(forms.Form):
    email = EmailField(label=_("Your e-mail address"))


class ErasureForm(forms.Form):
    sure = forms.BooleanField(
        label=_("Yes, delete everything. I know that this cannot be undone."),
        error_messages={"required": _("Please tick the box if you really want us to delete everything.")},
    )


@link_page
def ask(request: HttpRequest) -> HttpResponse:
    form = AddressForm(cleaned_data(request.POST) if request.method == "POST" else None)
    status = 200
    if form.is_bound and form.is_valid():
        if count_recent(request, "personal-data", WITHIN) <= MOST_REQUESTS:
            site = Site.find_for_request(request)
            request_access(form.cleaned_data["email"], get_language(), site=site)
            return see_other(f"{reverse('personal_data')}?angefragt=1")
        form.add_error(
            None, _("Very many requests have just come from your connection. Please wait a little.")
        )
        status = 429
    context = {"form": form, "is_asked": "angefragt" in request.GET and not form.is_bound}
    return render(request, f"{FOLDER}/ask.html", context, status=status)


@link_page
def open_data(request: HttpRequest, token: str) -> HttpResponse:
    link = read_link(token, Purpose.PERSONAL_DATA)
    if link is None or link.is_used or link.is_expired or not _is_here(link, request):
        return refusal(request, link)
    if request.method != "POST":
        return render(request, f"{FOLDER}/open.html")
    return _opened(request, link) if use_link(link) else refusal(request, link)


@link_page
def use_opened(request: HttpRequest) -> HttpResponse:
    """Actions on the opened page, for half an hour, under a new key, since the link is used up."""
    if request.method != "POST":
        return see_other(reverse("personal_data"))
    link = _opened_link(cleaned_data(request.POST).get("key", ""))
    if link is None or not _is_here(link, request):
        return refusal(request, None)
    if request.POST.get("action") == "archive":
        return _download(link)
    form = ErasureForm(request.POST)
    if not form.is_valid():
        return _opened(request, link, form)
    return render(request, f"{FOLDER}/erased.html", {"counts": erase_person(link.email, _town_of(link))})


def _is_here(link: AccessLink, request: HttpRequest) -> bool:
    return is_visited(Site.objects.filter(pk=link.object_id).first(), request)


def _town_of(link: AccessLink) -> Site | None:
    return scope_of(Site.objects.filter(pk=link.object_id).first() or first_town())


def _opened(request: HttpRequest, link: AccessLink, form: ErasureForm | None = None) -> HttpResponse:
    data = export_person(link.email, _town_of(link))
    context = {
        "data": data,
        "sections": sections_of(data),
        "key": signing.dumps(link.pk, salt=SALT),
        "form": form or ErasureForm(),
    }
    return render(request, f"{FOLDER}/opened.html", context)


def _opened_link(key: str) -> AccessLink | None:
    try:
        pk = signing.loads(key, salt=SALT, max_age=OPEN_FOR)
    except signing.BadSignature:
        return None
    return AccessLink.objects.filter(pk=pk, purpose=Purpose.PERSONAL_DATA).exclude(used_at=None).first()


def _download(link: AccessLink) -> StreamingHttpResponse:
    response = StreamingHttpResponse(archive_of(link.email, _town_of(link)), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="meine-daten.zip"'
    return response
