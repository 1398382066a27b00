"""Units of comparison: a field, or fields that belong together (street and number)."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ..models.places import ACCESS_FIELDS
from ..models.recurring_time import TIME_FIELDS
from .snapshot import ADDRESS_FIELDS, PAGE_FIELDS, field_of


@dataclass(frozen=True)
class Unit:
    """`relation` is "" for the page itself; `fields` are names of its model."""

    relation: str
    name: str
    fields: tuple[str, ...]
    label: str = ""

    @property
    def title(self) -> str:
        return str(self.label or capfirst(field_of(self.relation, self.fields[0]).verbose_name))

    def values(self, facts: dict) -> dict:
        """Return this unit's part of the page's facts or of a row."""
        return {name: facts.get(name) for name in self.fields}


def _single(relation: str, *names: str) -> tuple[Unit, ...]:
    return tuple(Unit(relation, name, (name,)) for name in names)


_LEGAL = ("legal_name", "legal_form", "is_charitable", "register_court", "register_number")
# Merging takes both from one entry: an address never stands under the other's consent to show it.
_EMAIL = ("email", "email_is_public")
_TOGETHER = {"email": _EMAIL}
_PAGE_LABELS = {"title": _("Name"), "summary": _("In one sentence")}

PAGE_UNITS = (
    *(
        Unit("", name, _TOGETHER.get(name, (name,)), _PAGE_LABELS.get(name, ""))
        for name in PAGE_FIELDS
        if name not in (*_LEGAL, *_EMAIL[1:])
    ),
    Unit("", "legal", _LEGAL, _("Legal matters")),
)
ROW_UNITS = {
    "meeting_places": (
        *_single("meeting_places", "name"),
        Unit("meeting_places", "address", (*ADDRESS_FIELDS, "latitude", "longitude"), _("Address")),
        *_single("meeting_places", "show_exact_address", "public_transport"),
        Unit("meeting_places", "access", ACCESS_FIELDS, _("Accessibility")),
    ),
    "offers": (
        *_single("offers", "name", "description", "status"),
        Unit("offers", "time", TIME_FIELDS, _("When?")),
        *_single("offers", "place_key"),
        Unit("offers", "age", ("age_from", "age_to"), _("Age")),
        Unit("offers", "cost", ("cost", "cost_note"), _("Costs")),
        *_single("offers", "how_to_join"),
    ),
    "openings": (
        *_single("openings", "title", "task", "help_types"),
        Unit("openings", "time", ("time_need", "hours_per_week"), _("How much time?")),
        *_single("openings", "valid_until"),
        Unit(
            "openings",
            "conditions",
            (
                "is_remote",
                "minimum_age",
                "places",
                "language_level",
                "training",
                "expenses",
                "needs_police_certificate",
                "is_insured",
            ),
            _("More about it"),
        ),
    ),
    "contact_people": (
        *_single("contact_people", "role", "name", "email", "phone"),
        Unit(
            "contact_people",
            "consent",
            ("name_is_public", "email_is_public", "phone_is_public", "consented_on", "consent_note"),
            _("What everybody may see"),
        ),
    ),
    "social_links": _single("social_links", "name", "url"),
}
ROW_LABELS = {
    "meeting_places": _("Meeting place"),
    "offers": _("Offer"),
    "openings": _("Call for volunteers"),
    "contact_people": _("Contact person"),
    "social_links": _("Social network"),
}
_NAMING_FIELDS = {
    "openings": ("title",),
    "contact_people": ("name", "role"),
    "meeting_places": ("name", "street"),
}


def row_name(relation: str, row: dict) -> str:
    """Return what people call the row: the offer's name, the place's name or street …"""
    names = (row.get(field) for field in _NAMING_FIELDS.get(relation, ("name",)))
    return next(filter(None, names), "")
