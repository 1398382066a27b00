"""Entries as organizations, with their places."""

from directory.browse.detail import access_label, street_line
from directory.models import OrganisationPage
from directory.models.places import ACCESS_FIELDS
from directory.publishing.keys import keyed, part_key

from ..entries import ExportEntry
from ..licences import Publisher
from . import filled
from .taxonomies import attributes_of

# The prefix of a German register number identifies the register.
REGISTERS = {"VR": "Vereinsregister", "HRB": "Handelsregister", "GNR": "Genossenschaftsregister"}


def organization_summary(entry: ExportEntry) -> dict:
    """Return the single-valued fields, as shown in lists."""
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
            "phones": phones_of(entry.document["phone"], "organization", entry.key),
            "contacts": _contacts(entry),
            "locations": [location(place, entry, publisher) for place in entry.places],
            "organization_identifiers": _identifiers(entry),
            "attributes": attributes_of(entry, entry.key, "organization"),
        }
    )


def description_of(entry: ExportEntry) -> str:
    parts = [entry.document["summary"], entry.description]
    return "\n\n".join(part for part in parts if part)


def phones_of(number: str, owner: str, key: str) -> list[dict]:
    """Return the number, if any; `owner` names the object that contains it, `key` is that object's."""
    number, _separator, extension = number.partition(";ext=")
    phone = {"id": part_key(key, "phone"), f"{owner}_id": key, "number": number, "type": "voice"}
    return [phone | ({"extension": int(extension)} if extension else {})] if number else []


def _contacts(entry: ExportEntry) -> list[dict]:
    """Only people who consented, and only the details they consented to."""
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
                "phones": phones_of(person.get("phone", ""), "contact", key),
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


def location(place: dict, entry: ExportEntry, publisher: Publisher) -> dict:
    """Return a place with a visible address. Of hidden ones, only the districts are published."""
    return filled(
        {
            "id": place["key"],
            "location_type": "physical",
            "organization_id": entry.key,
            "name": place["name"],
            "latitude": place["latitude"],
            "longitude": place["longitude"],
            "transportation": place["public_transport"],
            "addresses": _addresses(place, publisher),
            "accessibility": _accessibility(place),
        }
    )


def _addresses(place: dict, publisher: Publisher) -> list[dict]:
    """The standard requires street, town and postcode, so incomplete addresses are left out."""
    if not (street_line(place) and place["city"] and place["postcode"]):
        return []
    address = {
        "id": part_key(place["key"], "address"),
        "location_id": place["key"],
        "address_1": street_line(place),
        "address_2": place["addition"],
        "city": place["city"],
        "state_province": publisher.state,
        "postal_code": place["postcode"],
        "country": "DE",
        "address_type": "physical",
    }
    return [filled(address)]


def _accessibility(place: dict) -> list[dict]:
    """Only known features; `details` says whether the feature exists."""
    return [
        {
            "id": part_key(place["key"], "accessibility", name),
            "location_id": place["key"],
            "description": access_label(name),
            "details": "ja" if place["access"][name] else "nein",
        }
        for name in ACCESS_FIELDS
        if place["access"].get(name) is not None
    ]
