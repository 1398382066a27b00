"""A form page's answers to a browser: the form, the form again with what is wrong, and the thanks."""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cms.common.text_cleaning import cleaned_data, cleaned_text
from cms.pages.site_context import get_site_context
from directory.duplicates.lookup import Duplicate

from ..intake.forms import NOT_THESE, PROOF, TICKET, TRAP, texts_besides
from ..intake.page_forms import form_class_of, make_form
from ..intake.tickets import Ticket, issue_ticket
from ..models import Submission
from ..models.kinds import KINDS
from ..privacy.privacy_notice import privacy_notice
from ..services.acknowledging import send_confirmation_again
from ..services.receiving import WITHIN, Outcome, Result, Sending, read_form, receive

THANKS_TEMPLATE = "forms_app/form_page_thanks.html"
CLOSED_TEMPLATE = "forms_app/form_closed.html"
THANKS_SALT = "forms_app.pages.thanks"
AGAIN = "noch-einmal"
SHOWN_FOR = timedelta(hours=2)
# Names the entry of the directory that the form is about: …/fehler-melden/?eintrag=…
ABOUT_PARAMETER = "eintrag"
STATUS = {Result.TOO_MANY: 429, Result.NO_STORAGE: 503}


@dataclass(frozen=True)
class Thanks:
    """The text after sending, on the thank-you page and in the API's receipt."""

    title: str
    lead: str


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
    """Return what somebody wrote in a form that has since been closed, made private or deleted.

    Without its questions, which may have changed and may no longer be public.
    """
    context = {"texts": texts_besides((), cleaned_data(request.POST)), "has_files": bool(request.FILES)}
    return _private(TemplateResponse(request, CLOSED_TEMPLATE, context, status=410))


def serve_thanks(page, request: HttpRequest) -> HttpResponse:
    signer = signing.Signer(salt=THANKS_SALT)
    try:
        reference = signer.unsign(cleaned_text(request.GET.get("nr", "")))
    except signing.BadSignature:
        return HttpResponseRedirect(page.get_url(request))
    submission = _awaited(page, reference)
    if request.method != "POST":
        return _thanks_response(page, request, reference, submission)
    if submission:
        send_confirmation_again(submission)
    return _see_other(f"{request.path}?{urlencode({'nr': request.GET['nr'], AGAIN: 1})}")


def preview_form(page, request: HttpRequest) -> HttpResponse:
    return _form_response(page, request, make_form(page, _about(request)), Ticket(page=page.pk))


def preview_thanks(page, request: HttpRequest) -> HttpResponse:
    return _thanks_response(page, request, "2026-7K3M9Q", None)


def _thanks_response(page, request, reference: str, submission: Submission | None) -> HttpResponse:
    context = page.get_context(request) | {
        "reference": reference,
        "thanks": thanks_of(page, submission),
        "awaited": submission,
        "while_waiting": _while_waiting(submission),
        "is_sent_again": AGAIN in request.GET,
    }
    return _private(TemplateResponse(request, THANKS_TEMPLATE, context))


def _while_waiting(submission: Submission | None) -> dict | None:
    kind = submission and KINDS.get(submission.kind)
    return kind.while_waiting(submission) if kind else None


def _awaited(page, reference: str) -> Submission | None:
    """The submission whose sender has still to confirm the address; for a while, since others may use the device.

    What was filed as spam looks the same to its sender.
    """
    if not page.needs_confirmation:
        return None
    return Submission.objects.filter(
        reference=reference,
        status__in=Submission.UNCOUNTED,
        confirmed_at=None,
        received_at__gt=timezone.now() - SHOWN_FOR,
    ).first()


def thanks_of(page, submission: Submission | None) -> Thanks:
    """`submission` is the one that awaits its sender's confirmation, if it is known."""
    if kind := KINDS.get(page.submission_kind):
        return Thanks(*kind.thanks(page, submission))
    if page.needs_confirmation:
        return Thanks(
            _("One more step: confirm your address"),
            _(
                "We have sent you an e-mail. Please open the link in it within 72 hours: only then do we see"
                " your registration."
            ),
        )
    lead = _("What you wrote has arrived and is stored safely.")
    return Thanks(page.thanks_title or _("Thank you!"), f"{lead} {page.promise}".strip())


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
    """Values from a link such as /kontakt/?betreff=Mitmachen; never a checkbox, and never too long."""
    fields = form_class_of(page).base_fields
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
    site = get_site_context(request)
    context = page.get_context(request) | {
        "form": form,
        "ticket": str(ticket or issue_ticket(page, form.base_fields)),
        "ticket_name": TICKET,
        "trap_name": TRAP,
        "proof_name": PROOF,
        "duplicates": duplicates,
        "not_these_name": NOT_THESE,
        "notice": privacy_notice(page, site.town) if site else [],
        "not_these": ".".join(str(each.public_id) for each in duplicates),
    }
    return _private(TemplateResponse(request, page.get_template(request), context, status=status))


def _see_thanks(page, request: HttpRequest, reference: str) -> HttpResponse:
    query = urlencode({"nr": signing.Signer(salt=THANKS_SALT).sign(reference)})
    return _see_other(f"{page.get_url(request)}danke/?{query}")


def _see_other(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return _private(response)


def _private(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_cache=True)
    return response
