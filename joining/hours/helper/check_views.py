"""Anybody with the code of a proof learns whether it is valid, and what is printed on it; nobody learns more."""

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from cms.common.client_address import count_recent
from cms.common.form_fields import SingleLineField
from cms.common.text_cleaning import cleaned_data
from cms.mail.link_pages import link_page
from directory.self_service.ask_views import TOO_MANY

from ..codes import code_in
from ..models import HelperHours

# Codes cannot be guessed. The limits keep programs from trying all the same; the second holds for all together.
MOST_TRIES, WITHIN = 20, timedelta(minutes=10)
MOST_OF_ALL = 2000
CODE_INPUT = {
    "class": "proof-code",
    "autocomplete": "off",
    "autocapitalize": "characters",
    "spellcheck": "false",
}


class CodeForm(forms.Form):
    code = SingleLineField(
        label=_("Code on the proof"),
        help_text=_("Twenty characters. Capitals, spaces and dashes do not matter."),
        max_length=60,
        widget=forms.TextInput(attrs=CODE_INPUT),
    )


@link_page
def check(request: HttpRequest) -> HttpResponse:
    form = CodeForm(cleaned_data(request.POST) if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()):
        return _show(request, form, 422 if form.is_bound else 200)
    if _has_tried_too_much(request):
        form.add_error(None, TOO_MANY)
        return _show(request, form, 429)
    return _show(request, form, 200, is_checked=True, hours=_find(form.cleaned_data["code"], request))


def _find(text: str, request: HttpRequest) -> HelperHours | None:
    """Only on the website of the town that issued it."""
    code, site = code_in(text), Site.find_for_request(request)
    return HelperHours.objects.valid().filter(code=code, site=site).first() if code else None


def _has_tried_too_much(request: HttpRequest) -> bool:
    mine = count_recent(request, "proof-code", WITHIN)
    return mine > MOST_TRIES or count_recent(request, "proof-codes", WITHIN, sender="all") > MOST_OF_ALL


def _show(request: HttpRequest, form: CodeForm, status: int, **more) -> HttpResponse:
    return render(request, "hours/helper/check.html", {"form": form} | more, status=status)
