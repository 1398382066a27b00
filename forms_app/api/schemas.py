"""The shapes of forms in the JSON API."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from cms.core.api.problems import Problem

Widget = Literal[
    "text",
    "textarea",
    "email",
    "tel",
    "url",
    "number",
    "date",
    "checkbox",
    "checkboxes",
    "radio",
    "select",
    "file",
]


class FormTeaser(Schema):
    """A form of the site."""

    id: int = Field(description="The `id` of its page, for `/pages/{id}`.")
    slug: str = Field(description="Names the form in this API, per language.", examples=["kontakt"])
    kind: str = Field(
        description="contact, barrier, feedback, entry (error in an entry) or registration.",
        examples=["contact"],
    )
    title: str = Field(description="The title of its page.", examples=["Kontakt"])
    summary: str = Field(description="One or two sentences; may be empty.")
    language: str = Field(description="The language of its words.", examples=["de"])
    url: str = Field(description="The form as a page of the site.")
    api_url: str = Field(description="The form in this API.")


class FormChoice(Schema):
    value: str = Field(description="What is sent.", examples=["3"])
    label: str = Field(description="What is shown.", examples=["Musik"])


class FormFileRules(Schema):
    types: list[str] = Field(
        description="MIME types that are taken; the content decides, not the name.",
        examples=[["application/pdf", "image/jpeg"]],
    )
    names: str = Field(description="The same for people.", examples=["PDF, JPEG"])
    max_bytes: int = Field(description="How large a file may be.", examples=[5242880])


class FormMessages(Schema):
    """What the server will say of a wrong answer, to say it before sending. Null where it has no such rule."""

    required: str | None = Field(
        description="When nothing was answered.", examples=["Dieses Feld ist zwingend erforderlich."]
    )
    invalid: str | None = Field(description="When the answer has the wrong form or value.")


class FormQuestion(Schema):
    """One question, with all that it takes to show it."""

    name: str = Field(description="Its key in `answers`.", examples=["e_mail"])
    widget: Widget = Field(description="The control that suits it.")
    label: str = Field(description="The question itself.", examples=["E-Mail"])
    help_text: str = Field(description="Stands below the label; may be empty.")
    required: bool = Field(description="Whether it must be answered.")
    multiple: bool = Field(description="Whether the answer is a list of values.")
    autocomplete: str | None = Field(
        description="The token for HTML's `autocomplete` (WCAG 2.2, 1.3.5).", examples=["email"]
    )
    input_mode: str | None = Field(description="The token for HTML's `inputmode`.")
    rows: int | None = Field(description="Of a text area.")
    max_length: int | None = Field(description="In characters; null where there is no limit.")
    default: str | None = Field(description="What stands in the field at the beginning.")
    choices: list[FormChoice] | None = Field(
        description="What may be chosen, in order; null where the answer is free."
    )
    file: FormFileRules | None = Field(description="What may be sent as a file; null for other questions.")
    messages: FormMessages


class FormGroup(Schema):
    """Questions that belong together; a `fieldset` where there is a legend."""

    legend: str = Field(description="The heading of the group; may be empty.")
    hint: str = Field(description="Stands below the legend; may be empty.")
    questions: list[str] = Field(description="Their names, in order.")


class OneOf(Schema):
    const: str = Field(description="What is sent.")
    title: str = Field(description="What is shown.")


class StringSchema(Schema):
    """JSON Schema of a text, a date, a web address, a choice or a file."""

    type: Literal["string"]
    title: str
    format: Literal["email", "date", "binary"] | None = Field(description="Null for a plain text.")
    minLength: int | None = Field(description="Null where there is no such limit.")
    maxLength: int | None = Field(description="Null where there is no such limit.")
    oneOf: list[OneOf] | None = Field(
        description="The values that may be chosen; null where the text is free."
    )


class NumberSchema(Schema):
    """JSON Schema of a number."""

    type: Literal["number"]
    title: str


class BooleanSchema(Schema):
    """JSON Schema of one box to tick."""

    type: Literal["boolean"]
    title: str
    const: Literal[True] | None = Field(description="Set where the box must be ticked.")


class ChoiceSchema(Schema):
    oneOf: list[OneOf] = Field(description="The values that may be chosen.")


class ArraySchema(Schema):
    """JSON Schema of several boxes to tick."""

    type: Literal["array"]
    title: str
    items: "ChoiceSchema" = Field(description="What each value may be.")
    minItems: int | None = Field(description="Null where nothing need be chosen.")
    uniqueItems: Literal[True]


AnswerSchema = Annotated[
    StringSchema | NumberSchema | BooleanSchema | ArraySchema, Field(discriminator="type")
]


class AnswersSchema(Schema):
    """JSON Schema (draft 2020-12) of `answers`, for validators. The server has the last word."""

    type: Literal["object"]
    properties: dict[str, AnswerSchema] = Field(
        description="The schema of each answer, by the name of its question."
    )
    required: list[str] = Field(description="The names of the questions that must be answered.")
    additionalProperties: Literal[False]


class FormConsent(Schema):
    text: str = Field(description="To be shown in full, right before the box.")
    label: str = Field(description="Stands at the box.", examples=["Ja, ich willige ein."])
    version: int | None = Field(description="Counts up when the text changes.", examples=[1])
    fingerprint: str = Field(
        description="To be sent as `consent` when the box has been ticked, and only then.",
        examples=["9f86d081884c7d65"],
    )
    message: str = Field(description="What to say when the box is not ticked.")


class PrivacyParagraph(Schema):
    term: str = Field(description="What it tells about.", examples=["Zweck"])
    text: str = Field(description="Plain text.")


class FormDetail(FormTeaser):
    """A form with all that it takes to show it and to send it."""

    submit_label: str = Field(description="The words of the button.", examples=["Absenden"])
    groups: list[FormGroup]
    questions: list[FormQuestion]
    answers_schema: AnswersSchema
    consent: FormConsent | None = Field(description="Null where none is needed.")
    privacy_notice: list[PrivacyParagraph] = Field(
        description="The notice under Art. 13 GDPR. It must be shown with the form."
    )
    deletion: str = Field(description="When the answers are deleted, in words.")
    personal_data_url: str = Field(
        description="Where people see or delete what is stored about them; link to it."
    )
    tickets_url: str = Field(description="`POST` there when somebody opens the form.")
    submissions_url: str = Field(description="`POST` the answers there.")
    minimum_seconds: int = Field(description="Who sends faster than that is asked to send again.")


class Challenge(Schema):
    """A little arithmetic against robots, as ALTCHA's version 1 has it (altcha.org): find the number with

    `SHA-256(salt + number) = challenge`, and send the Base64 of the JSON of `algorithm`, `challenge`,
    `number`, `salt` and `signature` as `proof`."""

    algorithm: str = Field(description="The hash function.", examples=["SHA-256"])
    challenge: str = Field(description="The hash to reach, hexadecimal.")
    salt: str = Field(description="What stands before the number.")
    signature: str = Field(description="To be sent back unchanged.")
    maxNumber: int = Field(description="The number is not larger than this.", examples=[50000])


class FormTicket(Schema):
    """Belongs to one person who fills in the form once. Never keep it for others."""

    ticket: str = Field(description="To be sent with the answers.")
    expires_in: int = Field(description="Seconds from now.", examples=[1209600])
    challenge: Challenge = Field(description="Holds for an hour. Without proof a sending is taken, too.")


class FormReceipt(Schema):
    """What to tell the sender."""

    reference: str = Field(description="The case number.", examples=["2026-7K3M9Q"])
    title: str = Field(description="The heading of the answer.", examples=["Vielen Dank!"])
    message: str = Field(description="What happened and what to do, in one or two sentences.")
    next_steps_html: str = Field(description="What happens next, as clean HTML; may be empty.")
    needs_confirmation: bool = Field(
        description="Whether a link in a mail must be opened before anybody reads what was sent."
    )


class DuplicateCandidate(Schema):
    """A public entry that may be the same organisation."""

    id: int = Field(description="What `not_these` takes.")
    name: str
    summary: str = Field(description="One or two sentences; may be empty.")
    url: str = Field(description="The page of the entry, absolute.")


class DuplicatesProblem(Problem):
    """The entry may be in the directory already; nothing has been stored. Show the candidates, and send again

    with their ids as `not_these` if it is none of them."""

    duplicates: list[DuplicateCandidate] = []
    not_these: list[int] = Field(default=[], description="To be sent on.", examples=[[12, 15]])
