"""Entries as plain JSON with names instead of ids, for JSON Lines and GeoJSON properties."""

import json
from collections.abc import Iterator

from cms.recurrence.schedule import Schedule
from cms.recurrence.words import in_words

from ..models.places import ACCESS_FIELDS
from ..publishing.entry_document import PLAIN_FIELDS
from ..publishing.terms import TermLabel
from .entries import ExportEntry
from .source import Source

OFFER_FIELDS = ("name", "description", "status", "age_from", "age_to", "cost", "cost_note", "how_to_join")
CONTACT_FIELDS = ("role", "name", "email", "phone")


def json_lines(source: Source) -> Iterator[bytes]:
    """One JSON object per line, so that clients can process the file while it arrives."""
    for entry in source:
        yield json_bytes(record_of(entry) | {"licence": source.licence.url}) + b"\n"


def json_bytes(data) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def record_of(entry: ExportEntry) -> dict:
    """Return everything public about an entry. All records have the same keys; unknown values are null or empty."""
    document = entry.document
    return {
        "id": entry.key,
        "url": entry.url,
        "name": entry.name,
        **{name: document[name] for name in PLAIN_FIELDS},
        "languages": document["languages"],
        "social_links": document["social_links"],
        "main_category": entry.main_category and term_record(entry.main_category),
        "categories": [term_record(term) for term in entry.categories],
        "target_groups": [term_record(term) for term in entry.target_groups],
        "districts": [term_record(term) for term in entry.districts],
        "part_of": entry.parent and {"id": entry.parent.key, "name": entry.parent.name},
        "places": [_place(place) for place in entry.places],
        "offers": [
            _offer(offer, times, entry) for offer, times in zip(entry.offers, entry.schedules, strict=True)
        ],
        "paused_until": entry.paused_until and entry.paused_until.isoformat(),
        "openings": [opening_record(opening, entry) for opening in entry.openings],
        "contacts": [
            {name: contact.get(name, "") for name in CONTACT_FIELDS} for contact in document["contacts"]
        ],
        "assured_on": document["assured_on"],
        "first_published_at": document["first_published_at"],
        "last_published_at": document["last_published_at"],
    }


def term_record(term: TermLabel) -> dict:
    return {"key": term.slug, "name": term.name}


def _place(place: dict) -> dict:
    kept = {name: value for name, value in place.items() if name not in {"is_hidden", "key"}}
    known = place["access"]
    return {"id": place["key"], **kept, "access": {name: known.get(name) for name in ACCESS_FIELDS}}


def _offer(offer: dict, times: Schedule, entry: ExportEntry) -> dict:
    place = entry.place_of(offer)
    return {
        "id": offer["key"],
        **{name: offer[name] for name in OFFER_FIELDS},
        "place_id": place and place["key"],
        "times": in_words(times),
        "schedule": offer["schedule"],
    }


def opening_record(opening: dict, entry: ExportEntry) -> dict:
    types = entry.terms.help_types
    return {
        "id": opening["key"],
        **{name: value for name, value in opening.items() if name not in {"key", "help_types"}},
        "help_types": [term_record(types[key]) for key in opening["help_types"] if key in types],
    }
