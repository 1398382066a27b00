"""A form page's answers to a browser: the form, the form again with what is wrong, and the thanks."""

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode

from cms.core.frame import get_frame
from cms.core.hostile_text import cleaned_data, cleaned_text
from directory.duplicates import Duplicate

from .forms import NOT_THESE, PROOF, TICKET, TRAP, texts_besides
from .privacy_notice import privacy_notice
from .receiving import WITHIN, Outcome, Result, Sending, make_form, read_form, receive
from .thanks import thanks_of
from .tickets import Ticket, issue_ticket

THANKS_TEMPLATE = "forms_app/form_page_thanks.html"
CLOSED_TEMPLATE = "forms_app/form_closed.html"
THANKS_SALT = "forms_app.thanks"
# Names the entry of the directory that the form is about: …/fehler-melden/?eintrag=…
ABOUT_PARAMETER = "eintrag"
STATUS = {Result.TOO_MANY: 429, Result.NO_STORAGE: 503}


def serve_form(page, request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _answer(page, request, receive(page, _sending(request)))
    form = make_form(page, _about(request), initial=_prefilled(page, request))
    return _form_response(page, request, form)


def serve_again(page, request: HttpRequest, message: str, status: int) -> HttpResponse:
    """The form with what was sent and one message, for a sending that could not be accepted."""
    form, ticket = read_form(page, _sending(request), request.FILES)
    form.add_error(None, message)
    return _form_response(page, request, form, ticket, status)


def serve_closed(request: HttpRequest) -> HttpResponse:
    """Give back what somebody wrote with a form that is closed, private or deleted by now.

    Without its questions: they may have changed, and are not hers to read any more.
    """
    context = {"texts": texts_besides((), cleaned_data(request.POST)), "has_files": bool(request.FILES)}
    return _private(TemplateResponse(request, CLOSED_TEMPLATE, context, status=410))


def serve_thanks(page, request: HttpRequest) -> HttpResponse:
    signer = signing.Signer(salt=THANKS_SALT)
    try:
        reference = signer.unsign(cleaned_text(request.GET.get("nr", "")))
    except signing.BadSignature:
        return HttpResponseRedirect(page.get_url(request))
    return preview_thanks(page, request, reference)


def preview_form(page, request: HttpRequest) -> HttpResponse:
    return _form_response(page, request, make_form(page, _about(request)), Ticket(page=page.pk))


def preview_thanks(page, request: HttpRequest, reference: str = "2026-7K3M9Q") -> HttpResponse:
    context = page.get_context(request) | {"reference": reference, "thanks": thanks_of(page)}
    return _private(TemplateResponse(request, THANKS_TEMPLATE, context))


def _sending(request: HttpRequest) -> Sending:
    return Sending(request, request.POST, request.FILES, _about(request))


def _about(request: HttpRequest) -> str:
    return request.GET.get(ABOUT_PARAMETER, "")


def _answer(page, request: HttpRequest, outcome: Outcome) -> HttpResponse:
    if outcome.result is Result.STORED:
        return _see_thanks(page, request, outcome.submission.reference)
    status = STATUS.get(outcome.result, 200)
    response = _form_response(page, request, outcome.form, outcome.ticket, status, outcome.duplicates)
    if outcome.result is Result.TOO_MANY:
        response["Retry-After"] = str(int(WITHIN.total_seconds()))
    return response


def _prefilled(page, request: HttpRequest) -> dict:
    """What a link such as /kontakt/?betreff=Mitmachen fills in; never a box to tick, and never too long."""
    fields = page.get_form_class().base_fields
    return {
        name: cleaned_text(request.GET[name])[: getattr(field, "max_length", None)]
        for name, field in fields.items()
        if getattr(field, "is_prefillable", False) and name in request.GET
    }


def _form_response(
    page, request, form, ticket: Ticket | None = None, status: int = 200, duplicates: list[Duplicate] = ()
) -> HttpResponse:
    if form.is_bound:
        form.ask_for_files_again()
    frame = get_frame(request)
    context = page.get_context(request) | {
        "form": form,
        "ticket": str(ticket or issue_ticket(page, form.base_fields)),
        "ticket_name": TICKET,
        "trap_name": TRAP,
        "proof_name": PROOF,
        "duplicates": duplicates,
        "not_these_name": NOT_THESE,
        "notice": privacy_notice(page, frame.town) if frame else [],
        "not_these": ".".join(str(each.page_id) for each in duplicates),
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
