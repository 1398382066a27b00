"""A helper's own page by link: see, take along and delete all hours. Only the owner of the address learns anything."""

from datetime import timedelta

from django import forms
from django.core import signing
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
from cms.mail.models import AccessLink
from cms.towns.land import land_of_site
from cms.towns.scope import first_town, is_visited
from directory.self_service.ask_views import TOO_MANY

from ..lands import profile_of
from ..links import Purpose
from ..models import HelperHours
from ..workflow.access import request_access
from ..workflow.consenting import delete_hours
from .files import as_csv, as_json
from .pdf_answers import pdf_answer
from .privacy import notice_of
from .sums import years_of

SALT = "hours.opened"
OPEN_FOR = timedelta(minutes=30)
MOST_REQUESTS, WITHIN = 10, timedelta(minutes=10)
FOLDER = "hours/helper"


class AddressForm(forms.Form):
    email = EmailField(label=_("Your e-mail address"), help_text=_("The one that the club has given us."))


class DeletionForm(forms.Form):
    sure = forms.BooleanField(
        label=_("Yes, delete all my hours. Proofs of them are then no longer valid."),
        error_messages={"required": _("Please tick the box if you really want us to delete everything.")},
    )


@link_page
def ask(request: HttpRequest) -> HttpResponse:
    """Respond identically for every address, known or not."""
    form = AddressForm(cleaned_data(request.POST) if request.method == "POST" else None)
    status = 200
    if form.is_bound and form.is_valid():
        if count_recent(request, "my-hours", WITHIN) <= MOST_REQUESTS:
            site = Site.find_for_request(request) or first_town()
            request_access(form.cleaned_data["email"], get_language(), site=site)
            return see_other(f"{reverse('my_hours')}?angefragt=1")
        form.add_error(None, TOO_MANY)
        status = 429
    context = {"form": form, "is_asked": "angefragt" in request.GET and not form.is_bound}
    return render(request, f"{FOLDER}/ask.html", context, status=status)


@link_page
def open_hours(request: HttpRequest, token: str) -> HttpResponse:
    link = read_link(token, Purpose.ACCESS)
    site = _site_of(link)
    if site is None or link.is_used or link.is_expired or not is_visited(site, request):
        return refusal(request, link if site else None)
    if request.method != "POST":
        return render(request, f"{FOLDER}/open.html")
    return _opened(request, link, site) if use_link(link) else refusal(request, link)


@link_page
def use_opened(request: HttpRequest) -> HttpResponse:
    """Actions on the opened page, for half an hour, under a new key, since the link is used up."""
    if request.method != "POST":
        return see_other(reverse("my_hours"))
    data = cleaned_data(request.POST)
    link = _opened_link(data.get("key", ""))
    site = _site_of(link)
    if site is None or not is_visited(site, request):
        return refusal(request, None)
    act = _ACTIONS.get(data.get("action"), _opened)
    return act(request, link, site) if act is _opened else act(request, link, site, data)


def _proof(request: HttpRequest, link: AccessLink, site: Site, data) -> HttpResponse:
    found = [each for each in _hours_of(link, site) if str(each.key) == data.get("hours") and each.is_valid]
    return pdf_answer(request, found, site) if found else _opened(request, link, site)


def _sheet(request: HttpRequest, link: AccessLink, site: Site, data) -> HttpResponse:
    """All of a year, for the application for the Land's card, or for an employer."""
    year = data.get("year", "")
    found = [each for each in _hours_of(link, site) if str(each.year) == year and each.is_valid]
    return pdf_answer(request, found, site, found[0].year) if found else _opened(request, link, site)


def _json(request: HttpRequest, link: AccessLink, site: Site, data) -> HttpResponse:
    return as_json(_hours_of(link, site))


def _csv(request: HttpRequest, link: AccessLink, site: Site, data) -> HttpResponse:
    return as_csv(_hours_of(link, site))


def _delete(request: HttpRequest, link: AccessLink, site: Site, data) -> HttpResponse:
    found = [each for each in _hours_of(link, site) if str(each.key) == data.get("hours")]
    for each in found:
        delete_hours(each)
    return _opened(request, link, site, notice="geloescht" if found else "")


def _delete_all(request: HttpRequest, link: AccessLink, site: Site, data) -> HttpResponse:
    form = DeletionForm(data)
    if not form.is_valid():
        return _opened(request, link, site, form=form, status=422)
    for each in _hours_of(link, site):
        delete_hours(each)
    return _opened(request, link, site, notice="geloescht")


_ACTIONS = {
    "pdf": _proof,
    "sheet": _sheet,
    "json": _json,
    "csv": _csv,
    "delete": _delete,
    "delete-all": _delete_all,
}


def _opened(
    request: HttpRequest,
    link: AccessLink,
    site: Site,
    *,
    form: DeletionForm | None = None,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    profile = profile_of(land_of_site(site.pk))
    context = {
        "email": link.email,
        "years": years_of(_hours_of(link, site), profile),
        "profile": profile,
        "key": signing.dumps(link.pk, salt=SALT),
        "form": form or DeletionForm(),
        "notice": notice,
        "privacy": notice_of(site),
    }
    return render(request, f"{FOLDER}/opened.html", context, status=status)


def _hours_of(link: AccessLink, site: Site) -> list[HelperHours]:
    return list(HelperHours.objects.of_helper(link.email, site))


def _site_of(link: AccessLink | None) -> Site | None:
    return Site.objects.filter(pk=link.object_id).first() if link else None


def _opened_link(key: str) -> AccessLink | None:
    try:
        pk = signing.loads(key, salt=SALT, max_age=OPEN_FOR)
    except signing.BadSignature:
        return None
    return AccessLink.objects.filter(pk=pk, purpose=Purpose.ACCESS).exclude(used_at=None).first()
