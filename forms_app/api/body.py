"""Converts a posted body, JSON or multipart with files, to what a browser would submit."""

import json
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from ninja.errors import ValidationError as NinjaValidationError
from pydantic import BaseModel, ConfigDict, Field, PlainValidator, ValidationError

from cms.api_toolkit.problems import ApiError, ProblemDetail
from cms.common.text_cleaning import cleaned_text, is_impossible

from ..intake.forms import CONSENT, NOT_THESE, PROOF, TICKET, TRAP, SubmissionForm
from ..intake.tickets import fingerprint
from .answers_schema import mistakes

JSON, MULTIPART = "application/json", "multipart/form-data"
PART = "submission"
MOST_ANSWERS = 500
WRONG_TYPE = "Give a text, a number, true or false, or a list of texts. Leave out what is not answered."
EXAMPLE = {
    "ticket": "eyJwYWdlIjo3fQ:1vN…",
    "answers": {"name": "Ruth Heinz", "e_mail": "ruth@example.org", "nachricht": "Ich möchte helfen."},
    "consent": "9f86d081884c7d65",
    "proof": "eyJhbGdvcml0aG0iOiJTSEEtMjU2In0=",
}


def _plain(value):
    is_list = isinstance(value, list) and all(isinstance(each, str) for each in value)
    if is_list or isinstance(value, str | int | float):
        return value
    raise ValueError(WRONG_TYPE)


Answer = Annotated[
    str | float | bool | list[str],
    PlainValidator(_plain, json_schema_input_type=str | float | bool | list[str]),
]


class FormSending(BaseModel):
    """Answers to a form."""

    model_config = ConfigDict(extra="forbid")

    ticket: str = Field(max_length=2000, description="From `tickets_url`.")
    answers: dict[str, Answer] = Field(
        max_length=MOST_ANSWERS, description="By the names of the questions; files are sent as parts."
    )
    consent: str = Field(
        default="", max_length=100, description="The fingerprint of the consent text that was agreed to."
    )
    proof: str = Field(default="", max_length=2000, description="The solved challenge, if there was time.")
    trap: str = Field(
        default="",
        max_length=2000,
        description="Of a field that people cannot see and robots fill in: what stands in it.",
    )
    not_these: list[UUID] = Field(
        default=[], max_length=100, description="From the answer 409: ids that are not the same."
    )
    entry: str = Field(
        default="",
        max_length=100,
        description="Public id of the entry that the form is about, or of the call for volunteers.",
    )


SCHEMA = FormSending.model_json_schema(mode="validation") | {"example": EXAMPLE}
REQUEST_BODY = {
    "required": True,
    "content": {
        JSON: {"schema": SCHEMA},
        MULTIPART: {
            "schema": {
                "type": "object",
                "description": (
                    f"`{PART}` is what would else be the body; each file is a part with the name of its question."
                ),
                "required": [PART],
                "properties": {PART: SCHEMA},
                "additionalProperties": {"type": "string", "format": "binary"},
            }
        },
    },
}


def read_body(request: HttpRequest) -> tuple[FormSending, MultiValueDict]:
    """Return what was sent and its files. Raises ApiError or ninja's ValidationError."""
    if request.content_type == JSON:
        return _validated(_parsed(request.body)), MultiValueDict()
    if request.content_type == MULTIPART:
        return _validated(_parsed(request.POST.get(PART, ""))), request.FILES
    raise ApiError(415, f"Send {JSON}, or {MULTIPART} with files and the JSON in the part “{PART}”.")


def _parsed(text: str | bytes):
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ApiError(400, "The body is not valid JSON.") from error


def _refuse(constant: str):
    raise ValueError(constant)


def _validated(data) -> FormSending:
    try:
        return FormSending.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False, include_input=False)
        raise NinjaValidationError([_told(each) for each in details]) from error


def _told(detail: dict) -> dict:
    words = detail["msg"].removeprefix("Value error, ")
    if detail["type"] == "extra_forbidden":
        words = f"Unknown field. Allowed: {', '.join(FormSending.model_fields)}."
    return {"loc": ("body", "sending", *detail["loc"]), "msg": words}


def check_answers(sending: FormSending, files: MultiValueDict, form: SubmissionForm) -> None:
    """Raise ApiError for what a form in a browser cannot send at all."""
    questions = [field.name for field in form.questions]
    with_file = {name for name in questions if form.fields[name].widget.needs_multipart_form}
    errors = [
        *_unknown(sending.answers, [name for name in questions if name not in with_file], with_file),
        *_unknown(files, [name for name in questions if name in with_file], set()),
        *(wrong_answer(name, words) for name, words in mistakes(sending.answers, form)),
        *_impossible(sending.answers),
    ]
    if errors:
        raise ApiError(422, f"{errors[0].pointer}: {errors[0].detail}", errors[:50])


def _unknown(sent, allowed: list[str], with_file: set[str]):
    for name in sent:
        if name in with_file:
            yield wrong_answer(name, f"Send the file as a part “{name}” of {MULTIPART}.")
        elif name not in allowed:
            yield wrong_answer(name, f"Unknown question. Allowed: {', '.join(allowed) or 'none'}.")


def _impossible(answers: dict):
    words = _("The text contains characters that cannot be stored.")
    for name, value in answers.items():
        values = value if isinstance(value, list) else [value]
        if any(isinstance(each, str) and is_impossible(each) for each in values):
            yield wrong_answer(name, words)


def wrong_answer(name: str, detail: str) -> ProblemDetail:
    escaped = name.replace("~", "~0").replace("/", "~1")
    return ProblemDetail(location="body", pointer=f"/answers/{escaped}", detail=detail)


def as_browser(page, sending: FormSending) -> QueryDict:
    """Return what the HTML form would post for it."""
    data = QueryDict(mutable=True)
    for name, value in sending.answers.items():
        data.setlist(name, list(_texts(value)))
    for name, value in ((TICKET, sending.ticket), (PROOF, sending.proof), (TRAP, sending.trap)):
        data[name] = cleaned_text(value)
    data[NOT_THESE] = ".".join(map(str, sending.not_these))
    if page.consent_text and sending.consent == fingerprint(page.consent_text):
        data[CONSENT] = "on"
    return data


def _texts(value):
    if isinstance(value, list):
        yield from value
    elif isinstance(value, bool):
        # As a box: there when it is ticked.
        yield from ["on"] if value else []
    elif isinstance(value, int | float):
        yield f"{Decimal(str(round(value, 4))):f}".replace(".", get_format("DECIMAL_SEPARATOR"))
    else:
        yield value
