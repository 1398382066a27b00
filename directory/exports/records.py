"""An entry as plain JSON with names instead of ids: one line each (JSON Lines), or the facts of a GeoJSON feature."""

import json
from collections.abc import Iterator

from ..documents import PLAIN_FIELDS
from ..models.places import ACCESS_FIELDS
from ..schedule_words import in_words
from ..schedules import Schedule
from ..terms import TermLabel
from .entries import ExportEntry, point_of
from .source import Source

OFFER_FIELDS = ("name", "description", "status", "age_from", "age_to", "cost", "cost_note", "how_to_join")
CONTACT_FIELDS = ("role", "name", "email", "phone")
LEFT_OUT_OF_OPENINGS = {"key", "help_types"}


def json_lines(source: Source) -> Iterator[bytes]:
    """One JSON object per line, so that a program can read the file while it arrives."""
    for entry in source:
        yield json_bytes(record_of(entry) | {"licence": source.licence.url}) + b"\n"


def json_bytes(data) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def record_of(entry: ExportEntry) -> dict:
    """Return everything public of an entry; every record has the same names, unknown values are null or empty."""
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
        "openings": [opening_record(opening, entry) for opening in entry.openings],
        "contacts": [_contact(contact) for contact in document["contacts"]],
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


def _contact(contact: dict) -> dict:
    return {name: contact.get(name, "") for name in CONTACT_FIELDS}


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
    kept = {name: value for name, value in opening.items() if name not in LEFT_OUT_OF_OPENINGS}
    types = entry.terms.help_types
    return (
        {"id": opening["key"]}
        | kept
        | {"help_types": [term_record(types[key]) for key in opening["help_types"] if key in types]}
    )


def points_of(entry: ExportEntry) -> list[list[float]]:
    return [point for point in map(point_of, entry.places) if point]
