"""The shapes of forms in the JSON API."""

from datetime import datetime
from typing import Annotated, Literal, NotRequired
from uuid import UUID

from ninja import Schema
from pydantic import Field
from typing_extensions import TypedDict

from cms.api_toolkit.problems import Problem

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
        description=(
            "contact, barrier, feedback, entry (error in it), registration, signup (with places) or enquiry (message to"
            " a club)."
        ),
        examples=["contact"],
    )
    title: str = Field(description="The title of its page.", examples=["Kontakt"])
    summary: str = Field(description="One or two sentences; may be empty.")
    language: str = Field(description="The language of its words.", examples=["de"])
    url: str = Field(description="The form as a page of the site.")
    api_url: str = Field(description="The form in this API.")


class FormChoice(Schema):
    value: str = Field(description="What is sent: of the directory's lists, the key.", examples=["musik"])
    label: str = Field(description="What is shown.", examples=["Musik und Theater – Chor"])
    group: str = Field(
        "",
        description="The heading below which it stands (`optgroup`, or a `fieldset` of boxes); empty without one.",
        examples=["Musik und Theater"],
    )
    short_label: str = Field(
        "",
        description="What is shown below that heading; without one, the same as `label`.",
        examples=["Chor"],
    )


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


class FormShownIf(Schema):
    """The question is asked only if another one is asked and answered in this way."""

    question: str = Field(description="The name of the question that decides.", examples=["womit"])
    values: list[bool | float | str] = Field(
        description=(
            "One of them is enough: of a box whether it is ticked, of several boxes one that is. Of texts, case and"
            " blanks do not matter. Empty: any answer, of a box that it is ticked."
        ),
        examples=[["Etwas anderes"]],
    )
    words: str = Field(description="The same for people.", examples=["Nur, wenn …"])


class FormQuestion(Schema):
    """One question, with all that it takes to show it."""

    name: str = Field(description="Its key in `answers`.", examples=["e_mail"])
    widget: Widget = Field(description="The control that suits it.")
    label: str = Field(description="The question itself.", examples=["E-Mail"])
    help_text: str = Field(description="Stands below the label; may be empty.")
    required: bool = Field(description="Whether it must be answered, if it is asked.")
    shown_if: FormShownIf | None = Field(
        description=(
            "When it is asked; null: always. What was not asked is not kept. `answers_schema` says the same in its"
            " `allOf`."
        )
    )
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


class StringSchema(TypedDict):
    """JSON Schema of a text, a date, an address, a phone number or one choice."""

    type: Literal["string"]
    title: str
    minLength: NotRequired[int]
    maxLength: NotRequired[int]
    pattern: NotRequired[str]
    oneOf: NotRequired[Annotated[list[OneOf], Field(description="The values that may be chosen.")]]


class NumberSchema(TypedDict):
    """JSON Schema of a number. Four decimals are kept."""

    type: Literal["number"]
    title: str
    minimum: float
    maximum: float


class BooleanSchema(TypedDict):
    """JSON Schema of one box to tick."""

    type: Literal["boolean"]
    title: str
    const: NotRequired[Annotated[Literal[True], Field(description="Where the box must be ticked.")]]


class ChoiceSchema(Schema):
    type: Literal["string"]
    oneOf: list[OneOf] = Field(description="The values that may be chosen.")


class ArraySchema(TypedDict):
    """JSON Schema of several boxes to tick."""

    type: Literal["array"]
    title: str
    items: Annotated[ChoiceSchema, Field(description="What each value may be.")]
    minItems: NotRequired[Annotated[int, Field(description="Where one must be chosen.")]]
    uniqueItems: Literal[True]


AnswerSchema = Annotated[
    StringSchema | NumberSchema | BooleanSchema | ArraySchema, Field(discriminator="type")
]


class FilledSchema(Schema):
    type: Literal["string"]
    pattern: str = Field(description="Something that is not blank.")


class AnsweredSchema(Schema):
    """JSON Schema that holds when this question is answered."""

    type: Literal["object"]
    required: list[str] = Field(description="The name of the question.")
    properties: dict[str, FilledSchema] = Field(description="That it is not empty.")


class DecidingValueSchema(TypedDict):
    """JSON Schema of one of the numbers or texts that decide."""

    type: Annotated[Literal["number", "string"], Field(description="As that of the answer.")]
    minimum: NotRequired[float]
    maximum: NotRequired[float]
    pattern: NotRequired[str]


class DecidingItemSchema(TypedDict):
    type: Literal["string"]
    enum: NotRequired[Annotated[list[str], Field(description="One of them decides.")]]


class DecidingAnswerSchema(TypedDict):
    """JSON Schema of the answers to a question with which another one is asked."""

    type: Annotated[
        Literal["boolean", "number", "string", "array"], Field(description="That of the answer that decides.")
    ]
    enum: NotRequired[Annotated[list[bool | str], Field(description="One of them decides.")]]
    minimum: NotRequired[float]
    maximum: NotRequired[float]
    minLength: NotRequired[int]
    pattern: NotRequired[str]
    minItems: NotRequired[int]
    contains: NotRequired[Annotated[DecidingItemSchema, Field(description="One of the boxes is ticked.")]]
    anyOf: NotRequired[list[DecidingValueSchema]]


class DecidingSchema(TypedDict):
    type: Literal["object"]
    properties: Annotated[
        dict[str, DecidingAnswerSchema], Field(description="By the name of the question that decides.")
    ]
    required: NotRequired[Annotated[list[str], Field(description="Missing if no answer decides, too.")]]


class AskedIfSchema(TypedDict):
    type: Literal["object"]
    allOf: Annotated[
        list[DecidingSchema],
        Field(description="More than one where the question that decides depends on another."),
    ]


class AskedSchema(TypedDict):
    type: Literal["object"]
    properties: Annotated[dict[str, AnswerSchema], Field(description="The schema of its answer.")]
    required: Annotated[list[str], Field(description="Its name, if it must be answered.")]


class PlainItemSchema(TypedDict):
    type: Literal["string"]


class PlainSchema(TypedDict):
    type: Annotated[
        Literal["string", "number", "boolean", "array"],
        Field(description="One that answers may have at all."),
    ]
    items: NotRequired[PlainItemSchema]


class AnythingSchema(TypedDict):
    anyOf: list[PlainSchema]


class UnaskedSchema(TypedDict):
    type: Literal["object"]
    properties: Annotated[dict[str, AnythingSchema], Field(description="Anything: it is not kept.")]


ConditionalSchema = TypedDict(
    "ConditionalSchema",
    {
        "if": Annotated[AskedIfSchema, Field(description="The answers with which it is asked.")],
        "then": Annotated[AskedSchema, Field(description="What holds for its answer then.")],
        "else": Annotated[UnaskedSchema, Field(description="What holds if it is not asked.")],
    },
)
ConditionalSchema.__doc__ = """JSON Schema of a question that is asked only with some answers to others."""

AnswersSchema = TypedDict(
    "AnswersSchema",
    {
        "$schema": Annotated[str, Field(description="The dialect: 2020-12.")],
        "type": Literal["object"],
        "properties": Annotated[
            dict[str, AnswerSchema],
            Field(
                description="The schema of each answer that is always asked for, by the name of its question."
            ),
        ],
        "required": Annotated[
            list[str], Field(description="The names of the questions that must be answered.")
        ],
        "unevaluatedProperties": Literal[False],
        "anyOf": NotRequired[
            Annotated[
                list[AnsweredSchema], Field(description="Where at least one of several must be answered.")
            ]
        ],
        "allOf": NotRequired[
            Annotated[list[ConditionalSchema], Field(description="One for each question with `shown_if`.")]
        ],
    },
)
AnswersSchema.__doc__ = """JSON Schema (2020-12) of `answers`, for validators. Keywords that do not hold are missing.

Files are sent beside the answers and not part of it."""


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


class FormSlot(Schema):
    """A time with places that people sign up for."""

    key: str = Field(description="The choice of the question `slot`; the only one needs no answer.")
    title: str = Field(description="Its name and its time, in words.")
    starts_at: datetime | None = Field(description="Null where the date is not a single one.")
    ends_at: datetime | None = Field(description="Null where nobody knows yet.")
    state: Literal["open", "waiting_list", "full", "not_yet", "closed"] = Field(
        description="`waiting_list` takes people who move up when a place becomes free."
    )
    opens_at: datetime | None = Field(description="When signing up begins.")
    closes_at: datetime | None = Field(description="When signing up ends.")
    places: int | None = Field(description="Null where there is no limit.", examples=[20])
    places_left: int | None = Field(
        description="At this moment, in the answer to a new ticket; null in what is cached, and without a limit."
    )


class FormDetail(FormTeaser):
    """A form with all that it takes to show it and to send it."""

    submit_label: str = Field(description="The words of the button.", examples=["Absenden"])
    groups: list[FormGroup]
    questions: list[FormQuestion]
    answers_schema: AnswersSchema
    slots: list[FormSlot] | None = Field(description="Of a sign-up with places; null for other forms.")
    consent: FormConsent | None = Field(description="Null where none is needed.")
    privacy_notice: list[PrivacyParagraph] = Field(
        description="The notice under Art. 13 GDPR. It must be shown with the form."
    )
    deletion: str = Field(description="When the answers are deleted, in words.")
    answer_days: int | None = Field(description="Within how many days an answer is promised.", examples=[7])
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
    slots: list[FormSlot] | None = Field(
        description="Of a sign-up with places: those that are left at this moment."
    )


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

    id: UUID = Field(description="What `not_these` takes; for `/organisations/{public_id}`.")
    name: str
    summary: str = Field(description="One or two sentences; may be empty.")
    url: str = Field(description="The page of the entry, absolute.")


class DuplicatesProblem(Problem):
    """The entry may be in the directory already; nothing has been stored. Show the candidates, and send again

    with their ids as `not_these` if it is none of them."""

    duplicates: list[DuplicateCandidate] = []
    not_these: list[UUID] = Field(default=[], description="To be sent on.")
