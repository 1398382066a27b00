"""What lists of dates answer."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from cms.pages.api.schema import Items
from directory.api.records import Address, DirectoryTerm, Uuid
from directory.api.schemas import FacetValue


class OccurrenceOrganiser(Schema):
    """Who invites."""

    id: Uuid | None = Field(
        description="For `/organisations/{public_id}`; null where it has no public entry."
    )
    name: str = Field(description="Empty: the town's office.")
    url: Address | None = Field(description="Its entry's page.")


class OccurrencePlace(Schema):
    """Where it takes place. A place that is not to be shown, such as a home, is empty."""

    name: str = Field(description="Such as a hall; may be empty.")
    street: str = Field(description="With the house number; may be empty.")
    postcode: str = Field(description="May be empty.")
    city: str = Field(description="May be empty.")
    districts: list[DirectoryTerm] = Field(description="Parts of the town.")
    latitude: float | None = Field(description="WGS 84; null when unknown.")
    longitude: float | None = Field(description="WGS 84; null when unknown.")
    is_step_free: bool | None = Field(description="Whether somebody on wheels gets in; null is unknown.")
    has_wheelchair_toilet: bool | None = Field(description="Null is unknown.")
    online_url: Address | None = Field(description="Where people take part over the internet.")
    distance: int | None = Field(description="In metres from `near`; null without it or when unknown.")


class OccurrencePrice(Schema):
    """What it costs."""

    kind: Literal["", "free", "fee", "donation"] = Field(description="Empty when nobody has said it.")
    note: str = Field(description="More about it in words; may be empty.")


class OccurrenceItem(Schema):
    """A single date. One that is moved stands at its new time, under the same `id`."""

    type: Literal["occurrence"]
    id: str = Field(description="Never changes: its series, and its day by the rule.")
    series: Uuid = Field(description="What it is a date of: other dates of the same series share it.")
    start: datetime = Field(description="With the offset of German time.")
    end: datetime | None = Field(description="Null when nobody has said it.")
    all_day: bool = Field(description="Whether clock times mean nothing here.")
    locale: str = Field(
        description="The language of title, summary and note: the one asked for, or the town's own where a club "
        "has no other.",
        examples=["de"],
    )
    title: str
    summary: str = Field(description="One or two sentences, plain text; may be empty.")
    status: Literal["on", "cancelled", "postponed", "moved", "full"] = Field(
        description="`cancelled` and `postponed` do not take place; `moved` does, at this time."
    )
    note: str = Field(description="Why it is cancelled or moved; may be empty.")
    original_day: date = Field(description="Its day by the rule, which differs where it is moved.")
    kind: Literal["special", "regular"] = Field(description="`regular`: every few weeks, such as a training.")
    organiser: OccurrenceOrganiser
    place: OccurrencePlace
    price: OccurrencePrice
    age_from: int | None = Field(description="In years; null when it does not matter.")
    age_to: int | None = Field(description="In years; null when it does not matter.")
    categories: list[DirectoryTerm]
    url: Address | None = Field(description="Where to read more.")
    ics_url: Address = Field(description="iCalendar of its series.")


class OccurrenceFacets(Schema):
    category: list[FacetValue]
    district: list[FacetValue]
    flags: list[FacetValue] = Field(description="`value` is the name of the parameter that is to be `true`.")


class OccurrenceList(Items[OccurrenceItem]):
    """Dates in their order."""

    facets: OccurrenceFacets = Field(description="What more can be asked for, and how many there would be.")
