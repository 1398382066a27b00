"""A form page's answers to a browser: the form, the form again with what is wrong, and the thanks."""

from collections.abc import Iterator
from datetime import timedelta

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cms.core.client_address import count_recent
from cms.core.hostile_text import cleaned_data, cleaned_text, has_impossible_text
from directory.duplicates import Duplicate

from .deletion import deletion_in_words
from .forms import CONSENT, NOT_THESE, PROOF, TICKET, TRAP, SubmissionForm, texts_besides
from .proof_of_work import read_proof
from .services import FilesNotStoredError, submit
from .spam import Signs
from .tickets import Ticket, issue_ticket, read_ticket

THANKS_TEMPLATE = "forms_app/form_page_thanks.html"
CLOSED_TEMPLATE = "forms_app/form_closed.html"
THANKS_SALT = "forms_app.thanks"
# So many sendings from one address; a town hall or a school has one for everybody in it.
MOST_SENDINGS, WITHIN = 20, timedelta(minutes=10)
# Tries with files, also those that are refused: to check a file costs more than all the rest.
MOST_FILE_TRIES = 40


def serve_form(page, request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _receive(page, request)
    form = _form(page, request, initial=_prefilled(page, request))
    return _form_response(page, request, form)


def serve_again(page, request: HttpRequest, message: str, status: int) -> HttpResponse:
    """The form with what was sent and one message, for a sending that could not be accepted."""
    form, ticket = _read(page, request, request.FILES)
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
    return _form_response(page, request, _form(page, request), Ticket(page=page.pk))


def preview_thanks(page, request: HttpRequest, reference: str = "2026-7K3M9Q") -> HttpResponse:
    context = page.get_context(request) | {"reference": reference}
    return _private(TemplateResponse(request, THANKS_TEMPLATE, context))


def _receive(page, request: HttpRequest) -> HttpResponse:
    if request.FILES and count_recent(request, "form-files", WITHIN) > MOST_FILE_TRIES:
        form, ticket = _read(page, request, files={})
        return _refuse_for_now(page, request, form, ticket)
    form, ticket = _read(page, request, request.FILES)
    for message in _objections(request, ticket):
        form.add_error(None, message)
    if not form.is_valid():
        return _form_response(page, request, form, ticket)
    if duplicates := _unseen_duplicates(page, request, form):
        return _form_response(page, request, form, ticket, duplicates=duplicates)
    return _store(page, request, form, ticket)


def _store(page, request: HttpRequest, form: SubmissionForm, ticket: Ticket) -> HttpResponse:
    recent = count_recent(request, "form", WITHIN)
    if recent > MOST_SENDINGS:
        return _refuse_for_now(page, request, form, ticket)
    try:
        submission = submit(page, form, token=ticket.token, signs=_signs(form, recent))
    except FilesNotStoredError:
        form.add_error(None, _("Files cannot be stored at the moment. Please try again in a few minutes."))
        return _form_response(page, request, form, ticket, status=503)
    return _see_thanks(page, request, submission.reference)


def _signs(form: SubmissionForm, recent: int) -> Signs:
    return Signs(
        is_trapped=bool(form.data.get(TRAP)),
        proof=read_proof(form.data.get(PROOF, "")),
        is_busy=recent > MOST_SENDINGS // 2,
    )


def _refuse_for_now(page, request: HttpRequest, form: SubmissionForm, ticket: Ticket | None) -> HttpResponse:
    message = _(
        "Very many messages have just come from your connection. Nothing is lost; please send again in ten"
        " minutes, or call us."
    )
    form.add_error(None, message)
    response = _form_response(page, request, form, ticket, status=429)
    response["Retry-After"] = str(int(WITHIN.total_seconds()))
    return response


def _unseen_duplicates(page, request: HttpRequest, form: SubmissionForm) -> list[Duplicate]:
    """Entries that may be the same and that the applicant has not been shown yet."""
    found = form.likely_duplicates(request)
    seen = set(form.data.get(NOT_THESE, "").split("."))
    return found if any(str(each.page_id) not in seen for each in found) else []


def _read(page, request: HttpRequest, files: dict) -> tuple[SubmissionForm, Ticket | None]:
    data = cleaned_data(request.POST)
    form = _form(page, request, data, files)
    ticket = read_ticket(data.get(TICKET, ""), page, form.base_fields)
    if ticket is None:
        # She may not have agreed to this text yet.
        data.pop(CONSENT, None)
    return form, ticket


def _form(page, request: HttpRequest, *sent, **options) -> SubmissionForm:
    return page.get_form_class()(*sent, page=page, **page.form_options(request), **options)


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


def _form_response(
    page, request, form, ticket: Ticket | None = None, status: int = 200, duplicates: list[Duplicate] = ()
) -> HttpResponse:
    if form.is_bound:
        form.ask_for_files_again()
    context = page.get_context(request) | {
        "form": form,
        "ticket": str(ticket or issue_ticket(page, form.base_fields)),
        "ticket_name": TICKET,
        "trap_name": TRAP,
        "proof_name": PROOF,
        "duplicates": duplicates,
        "not_these_name": NOT_THESE,
        "deletion": deletion_in_words(page),
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
