"""The shape of a public record (see `exports.records.record_of`), part by part."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, WithJsonSchema, create_model

from cms.recurrence.rule import WEEKDAYS

# A record holds days and times as strings; parsing and formatting them again would take half the time.
Day = Annotated[str, WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-11-26"]})]
Moment = Annotated[
    str, WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2026-11-26T09:30:00+00:00"]})
]
Uuid = Annotated[str, WithJsonSchema({"type": "string", "format": "uuid"})]
Address = Annotated[str, WithJsonSchema({"type": "string", "format": "uri"})]
# With any other value an answer would be refused; the tests compare them with what the models allow.
LegalForm = Literal[
    "",
    "ev",
    "unregistered",
    "initiative",
    "foundation",
    "ggmbh",
    "parish",
    "public-body",
    "relief",
    "self-help",
    "other",
]


class DirectoryTerm(BaseModel):
    """A word of one of the town's lists. `key` is what filters take."""

    key: str = Field(description="What filters take.", examples=["fussball"])
    name: str = Field(description="For people.", examples=["Fußball"])


class OrganisationLink(BaseModel):
    """Another entry that everybody may see."""

    id: Uuid = Field(description="For `/organisations/{public_id}`.")
    name: str


class SocialProfile(BaseModel):
    name: str = Field(description="The network.", examples=["Mastodon"])
    url: str = Field(description="The address of the profile.")


class OrganisationContact(BaseModel):
    """Somebody who may be asked and has agreed to what stands here."""

    role: str = Field(description="What to ask this person about; may be empty.")
    name: str = Field(description="May be empty.")
    email: str = Field(description="May be empty.")
    phone: str = Field(
        description="E.164; an extension follows as in RFC 3966: +4965619434;ext=7.", examples=["+4965619434"]
    )


ACCESS_WORDS = {
    "has_step_free_entrance": "One gets in without a step.",
    "has_ramp": "A ramp leads over the steps.",
    "has_lift": "A lift leads to all rooms in use.",
    "has_wheelchair_toilet": "A toilet is accessible to wheelchairs.",
    "has_disabled_parking": "A parking space is kept for disabled people.",
    "has_induction_loop": "Hearing aids receive what is said (induction loop).",
    "has_guidance_system": "Blind people are guided, as by tactile paving.",
    "has_quiet_room": "There is a quiet room to withdraw to.",
    "allows_assistance_dogs": "Assistance dogs are welcome.",
    "offers_sign_language": "Sign language is possible.",
    "allows_companion": "Somebody who helps may come along.",
    "asks_to_register_needs": "People are asked to tell beforehand what they need.",
}
PlaceAccess = create_model(
    "PlaceAccess",
    __doc__="Accessibility of a place; null is unknown.",
    **{name: (bool | None, Field(description=words)) for name, words in ACCESS_WORDS.items()},
)


class OrganisationPlace(BaseModel):
    """A place whose address may be shown."""

    id: Uuid = Field(description="What `place_id` of an offer names.")
    name: str = Field(description="Such as a hall; may be empty.")
    street: str
    house_number: str
    addition: str = Field(description="Where to look: building, storey, entrance; may be empty.")
    postcode: str
    city: str
    latitude: float | None = Field(description="WGS 84; null when unknown.")
    longitude: float | None = Field(description="WGS 84; null when unknown.")
    public_transport: str = Field(description="Stop, line and walking time in words; may be empty.")
    access: PlaceAccess


class RecurringTimes(BaseModel):
    """A recurring time. Clock times are those of Europe/Berlin."""

    frequency: Literal["", "weekly", "monthly"] = Field(description="Empty when only `note` tells the time.")
    interval: int = Field(description="Every so many weeks or months.")
    weekdays: list[Literal[WEEKDAYS]] = Field(description="In RFC 5545's letters, such as `MO`.")
    positions: list[int] = Field(description="The weeks of the month: 1 to 4, -1 for the last.")
    rule: str = Field(description="RRULE of RFC 5545, or empty.", examples=["FREQ=WEEKLY;BYDAY=WE"])
    dtstart: Day | None = Field(description="DTSTART of RFC 5545: a day on which the rule holds.")
    first_date: Day | None = Field(description="The first day; null when nobody has said it.")
    until: Day | None = Field(description="The last day; null when it goes on.")
    opens_at: str | None = Field(description="When it begins; null when unknown.", examples=["17:00"])
    closes_at: str | None = Field(description="When it ends; null when unknown.", examples=["18:30"])
    skipped: list[Day] = Field(description="Days on which it does not take place (EXDATE).")
    pauses_in_holidays: bool = Field(description="Not in the school holidays of the federal state.")
    pauses_on_holidays_of: str | None = Field(
        description="The federal state on whose public holidays it does not take place, in letters of ISO 3166-2; "
        "null where they do not matter.",
        examples=["DE-RP"],
    )
    paused_from: Day | None = Field(
        None, description="First day of a pause of the whole organisation, past or present; null without one."
    )
    paused_until: Day | None = Field(
        None, description="Its last day. Between the two, the rule names no dates."
    )
    note: str = Field(description="The time in somebody's own words; may be empty.")


class OfferRecord(BaseModel):
    """What an organisation offers, and when."""

    id: Uuid
    name: str
    description: str = Field(description="Plain text; may be empty.")
    status: Literal["active", "pausing"] = Field(
        description="`pausing`: it does not take place at the moment."
    )
    age_from: int | None = Field(description="In years; null when it does not matter.")
    age_to: int | None = Field(description="In years; null when it does not matter.")
    cost: Literal["", "free", "fee", "donation"] = Field(description="Empty when nobody has said it.")
    cost_note: str = Field(description="More about it in words; may be empty.")
    how_to_join: str = Field(description="In words; may be empty.")
    place_id: Uuid | None = Field(description="One of `places`; null when unknown or not shown.")
    times: str = Field(description="The time in words.", examples=["jeden Mittwoch, 17–18:30 Uhr"])
    schedule: RecurringTimes


class OpeningRecord(BaseModel):
    """A call for volunteers."""

    id: Uuid
    title: str = Field(description="Who is wanted.")
    task: str = Field(description="What is to be done, plain text; may be empty.")
    time_need: Literal["", "once", "project", "regular"] = Field(
        description="How often; empty when nobody has said it."
    )
    is_remote: bool = Field(description="Possible from home.")
    minimum_age: int | None = Field(description="In years; null when it does not matter.")
    language_level: str = Field(description="Which languages are needed, in words; may be empty.")
    needs_police_certificate: bool = Field(description="Whether a certificate of good conduct must be shown.")
    training: str = Field(description="How volunteers are prepared, in words; may be empty.")
    is_insured: bool = Field(description="Whether volunteers are insured.")
    expenses: str = Field(description="What is paid back, in words; may be empty.")
    places: int | None = Field(description="How many people are wanted.")
    hours_per_week: float | None = Field(description="Null when unknown.")
    valid_until: Day = Field(description="The last day on which it is shown.")
    help_types: list[DirectoryTerm]


class OrganisationRecord(BaseModel):
    """Everything that everybody may know of an organisation. Unknown values are null or empty."""

    id: Uuid = Field(description="Never changes.")
    url: Address = Field(description="The entry's page.")
    name: str = Field(description="As it calls itself.", examples=["Kickergruppe Südwiese"])
    legal_name: str = Field(description="As registered, where it differs; may be empty.")
    short_name: str = Field(description="May be empty.")
    legal_form: LegalForm = Field(description="`ev` is a registered association.")
    register_court: str = Field(description="Of the register of associations; may be empty.")
    register_number: str = Field(description="Of the register of associations; may be empty.")
    is_charitable: bool | None = Field(description="Whether it is recognised as charitable; null is unknown.")
    founded_year: int | None = Field(description="Null when unknown.")
    summary: str = Field(description="One or two sentences; may be empty.")
    description: str = Field(description="HTML of paragraphs, lists, bold and italic.")
    description_easy: str = Field(description="In Leichte Sprache, plain text.")
    website: str = Field(description="Absolute; may be empty.")
    email: str = Field(description="May be empty.")
    phone: str = Field(description="E.164; an extension follows as in RFC 3966: +4965619434;ext=7.")
    languages: list[str] = Field(description="Spoken there, as people write them.", examples=[["Deutsch"]])
    social_links: list[SocialProfile] = Field(description="Its profiles elsewhere.")
    main_category: DirectoryTerm | None
    categories: list[DirectoryTerm] = Field(description="The main category first.")
    target_groups: list[DirectoryTerm]
    districts: list[DirectoryTerm]
    part_of: OrganisationLink | None = Field(description="The organisation to which it belongs.")
    places: list[OrganisationPlace] = Field(description="Only those whose address is shown.")
    offers: list[OfferRecord]
    paused_until: Day | None = Field(
        None, description="The last day of a pause of the whole organisation that lasts today; else null."
    )
    openings: list[OpeningRecord] = Field(description="Those that still run.")
    contacts: list[OrganisationContact]
    assured_on: Day | None = Field(description="When somebody last confirmed that all of it is right.")
    first_published_at: Moment | None = Field(description="When it was public for the first time.")
    last_published_at: Moment | None = Field(description="When its page was last published.")
