"""GeoJSON (RFC 7946), schema.org JSON-LD, and the keys of withdrawn entries."""

from collections.abc import Iterable, Iterator
from itertools import chain

from ..browse.detail import street_line
from ..browse.structured_data import entry_graph
from ..models import PublicEntry, Tombstone
from .entries import ExportEntry, point_of
from .records import json_bytes
from .source import PIECE, Source


def geojson(source: Source) -> Iterator[bytes]:
    """One feature per entry; entries without a visible, located address have a null geometry."""
    head = {"licence": source.licence.url, "attribution": source.publisher.name}
    # The standard allows foreign members (section 6.1).
    start = b'{"type":"FeatureCollection",' + json_bytes(head)[1:-1] + b',"features":['
    return _with_items(start, map(_feature, source))


def json_ld(source: Source) -> Iterator[bytes]:
    """The structured data of all entry pages in one file."""
    graphs = (entry_graph(entry.document, entry.url, source.terms)["@graph"] for entry in source)
    nodes = chain([_dataset(source)], chain.from_iterable(graphs))
    return _with_items(b'{"@context":"https://schema.org","@graph":[', nodes)


def tombstones(source: Source) -> Iterator[bytes]:
    """All tombstones, newest first, so that others can delete their copies.

    An entry that is public again has none.
    """
    back_again = PublicEntry.objects.values("public_id")
    stones = Tombstone.objects.of_town(source.site).exclude(public_id__in=back_again)
    start = b'{"licence":' + json_bytes(source.licence.url) + b',"deleted":['
    return _with_items(start, map(_stone, stones.order_by("-removed_at", "pk").iterator(PIECE)))


def _with_items(start: bytes, items: Iterable) -> Iterator[bytes]:
    """Yield an object whose last member is a list, one item per line."""
    yield start
    before = b"\n"
    for item in items:
        yield before + json_bytes(item)
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
    points = [point for point in map(point_of, entry.places) if point]
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    return {"type": "MultiPoint", "coordinates": points}


def _properties(entry: ExportEntry) -> dict:
    """Flat values, which maps and GIS software can display without configuration."""
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


def _dataset(source: Source) -> dict:
    return {
        "@type": "Dataset",
        "@id": source.address("open_data"),
        "name": f"Verzeichnis der Vereine und Organisationen: {source.publisher.town}",
        "license": source.licence.url,
        "publisher": {"@type": "Organization", "name": source.publisher.name, "url": source.publisher.url},
        "inLanguage": source.language,
    }


def _stone(stone: Tombstone) -> dict:
    return {
        "id": str(stone.public_id),
        "reason": stone.reason,
        "merged_into": stone.merged_into and str(stone.merged_into),
        "removed_at": stone.removed_at.isoformat(),
    }
