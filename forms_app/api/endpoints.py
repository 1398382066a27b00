from typing import Annotated

from django.http import HttpRequest
from ninja import Header, Path, Query, Router
from pydantic import AfterValidator, Field, StringConstraints
from wagtail.rich_text import expand_db_html

from cms.api_toolkit.keys import allows
from cms.api_toolkit.models import ApiKey
from cms.api_toolkit.parameters import LanguageParameters, Text, printable
from cms.api_toolkit.problems import ApiError, Problem
from cms.caching.cache_keys import tag
from cms.pages.api.schema import Items

from ..intake.page_forms import form_class_of, make_form
from ..intake.proof_of_work import new_challenge
from ..intake.tickets import LIFETIME, issue_ticket
from ..models import FormPage, Submission
from ..pages.form_views import thanks_of
from ..services.receiving import ADDRESS_LIMITS, Limits, Sending, receive
from ..services.sending import OtherAnswersError
from . import body, describing
from .answering import refusal
from .finding import find_form, named, public_forms
from .schemas import DuplicatesProblem, FormDetail, FormReceipt, FormTeaser, FormTicket

router = Router(tags=["Forms"])
REFUSALS = dict.fromkeys((422, 429), Problem)

Slug = Annotated[
    str,
    AfterValidator(printable),
    Path(description="From the list of forms.", example="kontakt", max_length=300),
]
Key = Annotated[str, StringConstraints(min_length=16, max_length=200, pattern=r"^[\x21-\x7e]+$")]
KEY = Header(
    None,
    alias="Idempotency-Key",
    description=(
        "A new UUID for each thing that somebody sends. The same key again, with the same answers, is the same"
        " sending: one case, the same receipt."
    ),
)


class FormListParameters(LanguageParameters):
    fields: Text | None = Field(
        default=None,
        description="Only these fields of each item, divided by commas. The answer is `application/vnd.sparse+json`.",
        examples=["slug,title"],
    )


class FormParameters(LanguageParameters):
    entry: Text = Field(
        default="",
        description="Of a form about an entry: its public id; in a message to a club also that of its call.",
    )


@router.get("/forms/", response=Items[FormTeaser], summary="Forms")
def list_forms(request: HttpRequest, parameters: Query[FormListParameters]):
    """All public forms of the site in one language, at once."""
    forms = named(public_forms(request).specific())
    tag(request, "forms")
    items = [describing.teaser(request, name, page) for name, page in forms.items()]
    return {"items": items, "count": len(items), "next": None}


@router.get("/forms/{slug}", response=FormDetail, summary="A form")
def get_form(request: HttpRequest, slug: Slug, parameters: Query[FormParameters]):
    """What it takes to show a form, to check its answers and to send them.

    Show the privacy notice and the consent text as they are. Get a ticket when somebody opens the form.
    """
    name, page = find_form(request, slug)
    tag(request, "forms", "redirects", f"page-{page.pk}", "site")
    return describing.detail(request, name, page, parameters.entry)


@router.post("/forms/{slug}/tickets", response={201: FormTicket}, summary="Open a form")
def create_form_ticket(request: HttpRequest, slug: Slug, parameters: Query[LanguageParameters]):
    """Begin to fill in a form: a ticket for one person and one sending, and the arithmetic against robots.

    Nothing is stored. A ticket that is kept for several people makes one case of their equal answers.
    """
    _name, page = find_form(request, slug)
    return 201, {
        "ticket": str(issue_ticket(page, form_class_of(page).base_fields)),
        "expires_in": LIFETIME,
        "challenge": new_challenge(),
        "slots": describing.slots(page, is_exact=True),
    }


@router.post(
    "/forms/{slug}/submissions",
    response={201: FormReceipt, 409: DuplicatesProblem, **REFUSALS},
    summary="Send a form",
    openapi_extra={"requestBody": body.REQUEST_BODY},
)
def submit_form(
    request: HttpRequest, slug: Slug, parameters: Query[LanguageParameters], idempotency_key: Key | None = KEY
):
    """Send answers. Checked and stored as if they came from the site's own page; messages are for the sender.

    Errors of answers point to them (`/answers/e_mail`). 409 is either a registration that looks like entries
    of the directory (`likely-duplicates`; nothing is stored yet), or a key that was used with other answers.
    """
    _name, page = find_form(request, slug)
    sent, files = body.read_body(request)
    form = make_form(page, sent.entry)
    body.check_answers(sent, files, form)
    sending = Sending(
        request, body.as_browser(page, sent, form), files, sent.entry, idempotency_key or "", _limits(request)
    )
    try:
        outcome = receive(page, sending)
    except OtherAnswersError as error:
        raise ApiError(409, "This Idempotency-Key was used for other answers. Make a new one.") from error
    if outcome.submission is None:
        return refusal(request, outcome)
    return 201, _receipt(page, outcome.submission)


def _limits(request: HttpRequest) -> Limits:
    """A front end with a server sends for all its visitors from one address."""
    if allows(request, ApiKey.Scope.FORMS):
        return Limits(sendings=600, file_tries=1200, sender=f"api-key-{request.api_key.pk}")
    return ADDRESS_LIMITS


def _receipt(page: FormPage, submission: Submission) -> dict:
    thanks = thanks_of(page, submission)
    return {
        "reference": submission.reference,
        "title": thanks.title,
        "message": thanks.lead,
        "next_steps_html": expand_db_html(page.thanks_text),
        "needs_confirmation": page.needs_confirmation,
    }
