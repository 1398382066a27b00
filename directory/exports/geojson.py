"""The directory on a map: GeoJSON (RFC 7946), one feature per entry."""

from collections.abc import Iterator

from ..entry_view import street_line
from .entries import ExportEntry
from .records import json_bytes, points_of
from .source import Source


def geojson(source: Source) -> Iterator[bytes]:
    """Entries whose address is not shown, or lies nowhere yet, have the geometry null."""
    head = {"licence": source.licence.url, "attribution": source.publisher.name}
    # Members of our own are allowed beside those of the standard (section 6.1).
    yield b'{"type":"FeatureCollection",' + json_bytes(head)[1:-1] + b',"features":['
    before = b"\n"
    for entry in source:
        yield before + json_bytes(_feature(entry))
        before = b",\n"
    yield b"\n]}\n"


def _feature(entry: ExportEntry) -> dict:
    return {
        "type": "Feature",
        "id": entry.key,
        "geometry": _geometry(entry),
        "properties": _properties(entry),
    }


def _geometry(entry: ExportEntry) -> dict | None:
    points = points_of(entry)
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    return {"type": "MultiPoint", "coordinates": points}


def _properties(entry: ExportEntry) -> dict:
    """Flat values, which maps and geographic information systems show without being told how."""
    document, place = entry.document, entry.places[0] if entry.places else {}
    return {
        "name": entry.name,
        "summary": document["summary"],
        "category": entry.main_category and entry.main_category.name,
        "categories": [term.name for term in entry.categories],
        "districts": [term.name for term in entry.districts],
        "target_groups": [term.name for term in entry.target_groups],
        "place": place.get("name", ""),
        "street": street_line(place),
        "postcode": place.get("postcode", ""),
        "city": place.get("city", ""),
        "step_free": entry.is_step_free,
        "email": document["email"],
        "phone": document["phone"],
        "website": document["website"],
        "seeks_volunteers": bool(entry.openings),
        "assured_on": document["assured_on"],
        "url": entry.url,
    }
