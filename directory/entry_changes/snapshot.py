"""The facts of an entry that a maintainer may change, as plain JSON. Base, wanted and current state have this shape.

    {"title": "…", "districts": [3, 7], "offers": [{"id": "5f0c…", "name": "…", "weekdays": "MO"}, …], …}

The id of a row is its key, if it has one, else its primary key; for an unsaved row without a key it begins with "new".
Only editors may change other fields.
"""

from datetime import date, time
from decimal import Decimal

from django.db import models

from cms.common import phones

from ..models import ContactPerson, MeetingPlace, Offer, Opening, OrganisationPage, SocialLink
from ..models.fields import Keyed
from ..models.places import ACCESS_FIELDS
from ..models.recurring_time import TIME_FIELDS

PAGE_FIELDS = (
    "title",
    "summary",
    "main_category",
    "districts",
    "email",
    "email_is_public",
    "phone",
    "website",
    "description",
    "description_easy",
    "categories",
    "target_groups",
    "languages",
    "short_name",
    "founded_year",
    "legal_name",
    "legal_form",
    "is_charitable",
    "register_court",
    "register_number",
    "logo",
)
# Of these the value is the key of a picture in the library, or `{"sent", "description", "author"}` of one that waits.
PICTURE_FIELDS = ("logo",)
ADDRESS_FIELDS = ("street", "house_number", "addition", "postcode", "city")
ROW_MODELS = {
    "meeting_places": MeetingPlace,
    "offers": Offer,
    "openings": Opening,
    "contact_people": ContactPerson,
    "social_links": SocialLink,
}
_ROW_FIELDS = {
    "meeting_places": (
        "name",
        *ADDRESS_FIELDS,
        "latitude",
        "longitude",
        "show_exact_address",
        "public_transport",
        *ACCESS_FIELDS,
    ),
    "offers": (
        "name",
        "description",
        "status",
        *TIME_FIELDS,
        "place_key",
        "age_from",
        "age_to",
        "cost",
        "cost_note",
        "how_to_join",
    ),
    "openings": (
        "title",
        "task",
        "help_types",
        "time_need",
        "hours_per_week",
        "valid_until",
        "is_remote",
        "minimum_age",
        "places",
        "language_level",
        "training",
        "expenses",
        "needs_police_certificate",
        "is_insured",
    ),
    "contact_people": (
        "role",
        "name",
        "email",
        "phone",
        "name_is_public",
        "email_is_public",
        "phone_is_public",
        "consented_on",
        "consent_note",
    ),
    "social_links": ("name", "url"),
}


def row_fields(relation: str) -> tuple[str, ...]:
    return _ROW_FIELDS[relation]


def field_of(relation: str, name: str) -> models.Field:
    """Return the model's field; `relation` is "" for the page itself."""
    model = ROW_MODELS[relation] if relation else OrganisationPage
    return model._meta.get_field(name)


def facts_of(page: OrganisationPage) -> dict:
    """Return the facts of a stored page, a draft or a preview."""
    facts = {name: _read(page, "", name) for name in PAGE_FIELDS}
    for relation in ROW_MODELS:
        facts[relation] = [row_facts(relation, row) for row in getattr(page, relation).all()]
    return facts


def row_facts(relation: str, row: models.Model) -> dict:
    values = {name: _read(row, relation, name) for name in row_fields(relation)}
    return {"id": row_id(row), **values}


def row_id(row: models.Model) -> str:
    return str(row.key if isinstance(row, Keyed) else row.pk or "")


def to_json(relation: str, name: str, value):
    """Return a model's or form's value of this field as JSON; equal values give equal JSON."""
    field = field_of(relation, name)
    if field.many_to_many:
        return sorted(term.pk for term in value)
    if isinstance(field, models.ForeignKey):
        return value.pk if isinstance(value, models.Model) else value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if name == "phone":
        return phones.to_e164(value or "")
    return "" if value is None and isinstance(field, models.CharField) else value


def write(instance: models.Model, relation: str, name: str, value) -> None:
    """Set a field from its JSON; terms that no longer exist are dropped."""
    field = field_of(relation, name)
    if field.many_to_many:
        setattr(instance, name, list(field.related_model.objects.filter(pk__in=value)))
    elif isinstance(field, models.ForeignKey):
        # A picture that waits is in no library; a preview shows it beside the page.
        setattr(instance, field.attname, None if isinstance(value, dict) else value)
    else:
        setattr(instance, name, field.to_python(value))


def make_row(relation: str, row: dict) -> models.Model:
    """Return an unsaved record of the row."""
    instance = ROW_MODELS[relation]()
    for name in row_fields(relation):
        if name in row:
            write(instance, relation, name, row[name])
    return instance


def _read(instance: models.Model, relation: str, name: str):
    field = field_of(relation, name)
    if field.many_to_many:
        return to_json(relation, name, getattr(instance, name).all())
    return to_json(relation, name, getattr(instance, field.attname))
