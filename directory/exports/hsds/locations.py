"""Meeting places whose address may be shown; of any other only the districts are ever told."""

from ...entry_view import access_label, street_line
from ...models.places import ACCESS_FIELDS
from ..entries import ExportEntry
from ..keys import part_key
from ..licences import Publisher
from . import filled


def locations_of(entry: ExportEntry, publisher: Publisher) -> list[dict]:
    return [location(place, entry, publisher) for place in entry.places]


def location(place: dict, entry: ExportEntry, publisher: Publisher) -> dict:
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
    """The standard wants street, town and postcode; an address that lacks one of them is left out."""
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
    """Only what is known; `details` says whether the feature is there."""
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
