"""Entries as organizations."""

from ...models import OrganisationPage
from ..entries import ExportEntry
from ..keys import keyed, part_key
from ..licences import Publisher
from . import filled
from .locations import locations_of
from .taxonomies import attributes_of

# What stands in front of a German register number says which register it is.
REGISTERS = {"VR": "Vereinsregister", "HRB": "Handelsregister", "GNR": "Genossenschaftsregister"}


def organization_summary(entry: ExportEntry) -> dict:
    """Return the fields that have one value each, as lists show them."""
    document = entry.document
    form = document["legal_form"]
    return filled(
        {
            "id": entry.key,
            "name": entry.name,
            "alternate_name": document["short_name"],
            "description": description_of(entry),
            "email": document["email"],
            "website": document["website"],
            "year_incorporated": document["founded_year"],
            "legal_status": str(OrganisationPage.LegalForm(form).label) if form else "",
            "uri": entry.url,
            "parent_organization_id": entry.parent and entry.parent.key,
        }
    )


def organization(entry: ExportEntry, publisher: Publisher) -> dict:
    """Return everything but the services."""
    return organization_summary(entry) | filled(
        {
            "phones": phones_of(entry, {"organization_id": entry.key}),
            "contacts": _contacts(entry),
            "locations": locations_of(entry, publisher),
            "organization_identifiers": _identifiers(entry),
            "attributes": attributes_of(entry, entry.key, "organization"),
        }
    )


def description_of(entry: ExportEntry) -> str:
    parts = [entry.document["summary"], entry.description]
    return "\n\n".join(part for part in parts if part)


def phones_of(entry: ExportEntry, owner: dict) -> list[dict]:
    """Return the organisation's number; `owner` names the object that it stands in."""
    (kind, key), *_others = owner.items()
    return _phones(entry.document["phone"], part_key(key, "phone"), {kind: key})


def _phones(number: str, key: str, owner: dict) -> list[dict]:
    return [{"id": key, **owner, "number": number, "type": "voice"}] if number else []


def _contacts(entry: ExportEntry) -> list[dict]:
    """Only people who agreed to be shown, and of them only what they agreed to."""
    people = entry.document["contacts"]
    names = [f"{person['role']} {person.get('name', '')}" for person in people]
    return [
        filled(
            {
                "id": key,
                "organization_id": entry.key,
                "name": person.get("name"),
                "title": person["role"],
                "email": person.get("email"),
                "phones": _phones(person.get("phone", ""), part_key(key, "phone"), {"contact_id": key}),
            }
        )
        for key, person in zip(keyed(entry.key, "contact", names), people, strict=True)
    ]


def _identifiers(entry: ExportEntry) -> list[dict]:
    number = entry.document["register_number"]
    if not number:
        return []
    prefix = "".join(letter for letter in number.upper() if letter.isalpha())
    identifier = {
        "id": part_key(entry.key, "identifier"),
        "organization_id": entry.key,
        "identifier_type": REGISTERS.get(prefix, "Register"),
        "identifier": " ".join(filter(None, [entry.document["register_court"], number])),
    }
    return [identifier]
