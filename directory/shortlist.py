"""A list of entries that a visitor has chosen: made anew from the address each time, kept nowhere here."""

from uuid import UUID

from cms.core import phones

from .addresses import entry_url
from .documents import offers_of, schedule_of
from .entry_view import street_line, town_line
from .models import PublicEntry
from .schedule_words import in_words
from .terms import get_terms, names_of

MOST = 50
PARAMETER = "eintrag"


def chosen_keys(values: list[str]) -> list[UUID]:
    """Return the keys among what stands in an address, each once, in its order."""
    keys = {}
    for value in values[: 4 * MOST]:
        try:
            keys[UUID(value)] = True
        except ValueError:
            continue
    return list(keys)[:MOST]


def sheets_of(keys: list[UUID], site, language: str) -> list[dict]:
    """Return what is to be taken along of each public entry: where, when, whom to ask."""
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
