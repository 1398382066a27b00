"""The shape of a public record (see `exports.records.record_of`), part by part."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, WithJsonSchema, create_model

from ..models.places import ACCESS_FIELDS
from ..schedules import WEEKDAYS

# Days and moments stand in a record as text already; reading and writing them again would take half the time.
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

    key: str = Field(examples=["fussball"])
    name: str = Field(examples=["Fußball"])


class OrganisationLink(BaseModel):
    """Another entry that everybody may see."""

    id: Uuid
    name: str


class SocialProfile(BaseModel):
    name: str = Field(description="The network.", examples=["Mastodon"])
    url: str


class OrganisationContact(BaseModel):
    """Somebody who may be asked and has agreed to what stands here."""

    role: str
    name: str
    email: str
    phone: str = Field(description="E.164.", examples=["+4965619434"])


PlaceAccess = create_model(
    "PlaceAccess",
    __doc__="Accessibility of a place; null is unknown.",
    **dict.fromkeys(ACCESS_FIELDS, (bool | None, ...)),
)


class OrganisationPlace(BaseModel):
    """A place whose address may be shown."""

    id: Uuid
    name: str
    street: str
    house_number: str
    addition: str
    postcode: str
    city: str
    latitude: float | None
    longitude: float | None
    public_transport: str
    access: PlaceAccess


class RecurringTimes(BaseModel):
    """A recurring time. Clock times are those of Europe/Berlin."""

    frequency: Literal["", "weekly", "monthly"] = Field(description="Empty when only `note` tells the time.")
    interval: int = Field(description="Every so many weeks or months.")
    weekdays: list[Literal[WEEKDAYS]]
    positions: list[int] = Field(description="The weeks of the month: 1 to 4, -1 for the last.")
    rule: str = Field(description="RRULE of RFC 5545, or empty.", examples=["FREQ=WEEKLY;BYDAY=WE"])
    dtstart: Day | None = Field(description="DTSTART of RFC 5545: a day on which the rule holds.")
    first_date: Day | None
    until: Day | None
    opens_at: str | None = Field(examples=["17:00"])
    closes_at: str | None = Field(examples=["18:30"])
    skipped: list[Day] = Field(description="Days on which it does not take place (EXDATE).")
    pauses_in_holidays: bool = Field(description="Not in the school holidays of the federal state.")
    note: str


class OfferRecord(BaseModel):
    """What an organisation offers, and when."""

    id: Uuid
    name: str
    description: str
    status: Literal["active", "pausing"]
    age_from: int | None
    age_to: int | None
    cost: Literal["", "free", "fee", "donation"]
    cost_note: str
    how_to_join: str
    place_id: Uuid | None = Field(description="One of `places`; null when unknown or not shown.")
    times: str = Field(description="The time in words.", examples=["jeden Mittwoch, 17–18:30 Uhr"])
    schedule: RecurringTimes


class OpeningRecord(BaseModel):
    """A call for volunteers."""

    id: Uuid
    title: str
    task: str
    time_need: Literal["", "once", "project", "regular"]
    is_remote: bool = Field(description="Possible from home.")
    minimum_age: int | None
    language_level: str
    needs_police_certificate: bool
    training: str
    is_insured: bool
    expenses: str
    places: int | None = Field(description="How many people are wanted.")
    hours_per_week: float | None
    valid_until: Day = Field(description="The last day on which it is shown.")
    help_types: list[DirectoryTerm]


class OrganisationRecord(BaseModel):
    """Everything that everybody may know of an organisation. Unknown values are null or empty."""

    id: Uuid = Field(description="Never changes.")
    url: Address = Field(description="The entry's page.")
    name: str = Field(examples=["Kickergruppe Südwiese"])
    legal_name: str
    short_name: str
    legal_form: LegalForm = Field(description="`ev` is a registered association.")
    register_court: str
    register_number: str
    is_charitable: bool | None
    founded_year: int | None
    summary: str
    description: str = Field(description="HTML of paragraphs, lists, bold and italic.")
    description_easy: str = Field(description="In Leichte Sprache, plain text.")
    website: str
    email: str
    phone: str = Field(description="E.164.")
    languages: list[str] = Field(description="Spoken there, as people write them.", examples=[["Deutsch"]])
    social_links: list[SocialProfile]
    main_category: DirectoryTerm | None
    categories: list[DirectoryTerm] = Field(description="The main category first.")
    target_groups: list[DirectoryTerm]
    districts: list[DirectoryTerm]
    part_of: OrganisationLink | None
    places: list[OrganisationPlace] = Field(description="Only those whose address is shown.")
    offers: list[OfferRecord]
    openings: list[OpeningRecord] = Field(description="Those that still run.")
    contacts: list[OrganisationContact]
    assured_on: Day | None = Field(description="When somebody last confirmed that all of it is right.")
    first_published_at: Moment | None
    last_published_at: Moment | None
