"""What the endpoints of the directory answer: public records, and what only lists and pages need."""

from datetime import datetime
from typing import Literal

from ninja import Schema
from pydantic import BaseModel, Field

from cms.pages.api.schema import Items, Picture

from .records import (
    Address,
    DirectoryTerm,
    Moment,
    OfferRecord,
    OpeningRecord,
    OrganisationLink,
    OrganisationRecord,
)


class Offer(OfferRecord):
    next_dates: list[Moment] = Field(description="The next starts, three at most, as far as they are known.")


class Organisation(OrganisationRecord):
    """An entry of the directory: its record, its logo, and the next dates of its offers."""

    type: Literal["organisation"]
    offers: list[Offer] = Field(description="What it offers, in its own order.")
    contact_form: Address | None = Field(
        description="Where people write to it without its address; null where the town has no such form."
    )
    logo: Picture | None = Field(
        description="A logo, or a picture of the people; it has a licence of its own."
    )


class OpeningOrganisation(OrganisationLink):
    """Who looks for help."""

    url: Address = Field(description="Its page.")


class OpeningSignup(Schema):
    """A form with places, with which people sign up for the call."""

    url: Address = Field(description="The page of the form.")
    state: Literal["open", "waiting_list", "not_yet", "full", "closed"] = Field(
        description="What is left, over all its times."
    )
    opens_at: datetime | None = Field(description="When signing up begins; null if at once.")


class VolunteerOpening(OpeningRecord):
    """A call for volunteers with the organisation from which it comes."""

    type: Literal["opening"]
    url: Address = Field(description="Where it stands on the page of the organisation.")
    contact_form: Address | None = Field(
        description="Where people answer the call; null where the town has no such form."
    )
    signup: OpeningSignup | None = Field(description="Where people sign up for it; null without such a form.")
    organisation: OpeningOrganisation
    districts: list[DirectoryTerm]
    is_step_free: bool = Field(description="Whether somebody on wheels gets in.")


class FacetValue(BaseModel):
    """A value of a filter that finds something."""

    value: str = Field(description="What the filter takes.", examples=["fussball"])
    label: str = Field(description="For people.", examples=["Fußball"])
    count: int = Field(
        description="How many the list would have with this value alone in its filter, all other filters kept."
    )
    parent: str | None = Field(description="The wider value, which finds this one's items, too.")


class OrganisationFacets(Schema):
    category: list[FacetValue]
    district: list[FacetValue]
    target_group: list[FacetValue]
    weekday: list[FacetValue]
    flags: list[FacetValue] = Field(description="`value` is the name of the parameter that is to be `true`.")


class OpeningFacets(Schema):
    help_type: list[FacetValue]
    time_need: list[FacetValue]
    district: list[FacetValue]
    category: list[FacetValue]
    target_group: list[FacetValue]
    flags: list[FacetValue] = Field(description="`value` is the name of the parameter that is to be `true`.")


class _Found(Schema):
    guess: str | None = Field(
        description="What was looked for instead when `q` finds nothing and only has a slip."
    )


class Organisations(Items[Organisation], _Found):
    """One part of the directory."""

    facets: OrganisationFacets = Field(description="What else `items` could be narrowed down to.")


class Openings(Items[VolunteerOpening], _Found):
    """One part of the calls for volunteers."""

    facets: OpeningFacets = Field(description="What else `items` could be narrowed down to.")
