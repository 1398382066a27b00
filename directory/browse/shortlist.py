"""A visitor's list of entries, built from the address on each request and not stored on the server."""

from uuid import UUID

from cms.common import phones
from cms.recurrence.words import in_words

from ..models import PublicEntry
from ..publishing.addresses import entry_url
from ..publishing.entry_document import offers_of, schedule_of
from ..publishing.terms import get_terms, names_of
from .detail import street_line, town_line

MOST = 50
PARAMETER = "eintrag"


def chosen_keys(values: list[str]) -> list[UUID]:
    """Return the valid keys in the address without duplicates, in order."""
    keys = {}
    for value in values[: 4 * MOST]:
        try:
            keys[UUID(value)] = True
        except ValueError:
            continue
    return list(keys)[:MOST]


def sheets_of(keys: list[UUID], site, language: str) -> list[dict]:
    """Return for each public entry what to take along: where, when, and the contact."""
    entries = PublicEntry.objects.visible_in(site, language).filter(public_id__in=keys).with_address()
    found = {entry.public_id: entry for entry in entries}
    return [_sheet(found[key]) for key in keys if key in found]


def _sheet(entry: PublicEntry) -> dict:
    document, terms = entry.document, get_terms()
    category = terms.categories.get(document["main_category"])
    return {
        "public_id": entry.public_id,
        "name": document["name"],
        "url": entry_url(entry),
        "summary": document["summary"],
        "category": category.name if category else "",
        "district": ", ".join(names_of(terms.districts, document["districts"])),
        "places": [_place(place) for place in document["places"] if not place["is_hidden"]],
        "times": [_time(offer) for offer in offers_of(document, {"active"})],
        "phone": document["phone"],
        "phone_text": phones.for_reading(document["phone"]),
        "email": document["email"],
        "website": document["website"],
    }


def _place(place: dict) -> str:
    parts = [place["name"], street_line(place), place["addition"], town_line(place)]
    return ", ".join(filter(None, parts))


def _time(offer: dict) -> str:
    return ": ".join(filter(None, [offer["name"], in_words(schedule_of(offer))]))
