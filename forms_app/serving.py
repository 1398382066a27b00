"""A form page's answers to a browser: the form, the form again with what is wrong, and the thanks."""

from collections.abc import Iterator

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from .forms import CONSENT, TICKET, TRAP, SubmissionForm
from .hostile_text import cleaned_data, cleaned_text, has_impossible_text
from .services import FilesNotStoredError, submit
from .tickets import Ticket, fingerprint, issue_ticket, read_ticket

THANKS_TEMPLATE = "forms_app/form_page_thanks.html"
THANKS_SALT = "forms_app.thanks"


def serve_form(page, request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _receive(page, request)
    form = page.get_form_class()(page=page, initial=_prefilled(page, request))
    return _form_response(page, request, form, issue_ticket(page))


def serve_again(page, request: HttpRequest, message: str, status: int) -> HttpResponse:
    """The form with what was sent and one message, for a sending that could not be accepted."""
    form, ticket = _read(page, request)
    form.add_error(None, message)
    return _form_response(page, request, form, ticket or issue_ticket(page), status)


def serve_thanks(page, request: HttpRequest) -> HttpResponse:
    signer = signing.Signer(salt=THANKS_SALT)
    try:
        reference = signer.unsign(cleaned_text(request.GET.get("nr", "")))
    except signing.BadSignature:
        return HttpResponseRedirect(page.get_url(request))
    return preview_thanks(page, request, reference)


def preview_form(page, request: HttpRequest) -> HttpResponse:
    return _form_response(page, request, page.get_form_class()(page=page), Ticket(page=page.pk))


def preview_thanks(page, request: HttpRequest, reference: str = "2026-7K3M9Q") -> HttpResponse:
    context = page.get_context(request) | {"reference": reference}
    return _private(TemplateResponse(request, THANKS_TEMPLATE, context))


def _receive(page, request: HttpRequest) -> HttpResponse:
    form, ticket = _read(page, request)
    for message in _objections(request, ticket):
        form.add_error(None, message)
    if not form.is_valid():
        return _form_response(page, request, form, ticket or issue_ticket(page))
    try:
        submission = submit(page, form, token=ticket.token, is_spam=bool(form.data.get(TRAP)))
    except FilesNotStoredError:
        form.add_error(None, _("Files cannot be stored at the moment. Please try again in a few minutes."))
        return _form_response(page, request, form, ticket, status=503)
    return _see_thanks(page, request, submission.reference)


def _read(page, request: HttpRequest) -> tuple[SubmissionForm, Ticket | None]:
    data = cleaned_data(request.POST)
    ticket = read_ticket(data.get(TICKET, ""), page)
    if ticket is None or ticket.consent != fingerprint(page.consent_text):
        # She has not agreed to this text yet.
        data.pop(CONSENT, None)
        ticket = None
    return page.get_form_class()(data, request.FILES, page=page), ticket


def _objections(request: HttpRequest, ticket: Ticket | None) -> Iterator[str]:
    if has_impossible_text(request.POST):
        yield _("Your text contained characters that cannot be stored. We removed them; please send again.")
    if ticket is None:
        yield _(
            "This form was open for a long time or has changed since. Nothing is lost; please send again."
        )
    elif ticket.is_too_fresh:
        yield _("That was very fast. Please send again, so that we know you are a person.")


def _prefilled(page, request: HttpRequest) -> dict:
    """What a link such as /kontakt/?betreff=Mitmachen fills in; never a box to tick, and never too long."""
    fields = page.get_form_class().base_fields
    return {
        name: cleaned_text(request.GET[name])[: getattr(field, "max_length", None)]
        for name, field in fields.items()
        if getattr(field, "is_prefillable", False) and name in request.GET
    }


def _form_response(page, request, form, ticket: Ticket, status: int = 200) -> HttpResponse:
    if form.is_bound:
        form.ask_for_files_again()
    context = page.get_context(request) | {
        "form": form,
        "ticket": str(ticket),
        "ticket_name": TICKET,
        "trap_name": TRAP,
    }
    return _private(TemplateResponse(request, page.get_template(request), context, status=status))


def _see_thanks(page, request: HttpRequest, reference: str) -> HttpResponse:
    query = urlencode({"nr": signing.Signer(salt=THANKS_SALT).sign(reference)})
    response = HttpResponseRedirect(f"{page.get_url(request)}danke/?{query}")
    response.status_code = 303
    return _private(response)


def _private(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_cache=True)
    return response
