"""How far away something takes place."""

from cms.api_toolkit.near import Point, metres_between
from cms.caching.content_version import cached

from ..models import PublicEvent


def distances_from(point: Point, home: int, radius: int | None = None) -> dict[int, int]:
    """Return the metres to each event of a tree whose place is known, if it lies within the radius."""
    found = {event: metres_between(point, place) for event, place in _places(home).items()}
    return {event: metres for event, metres in found.items() if radius is None or metres <= radius}


def _places(home: int) -> dict[int, Point]:
    return cached(f"event-places:{home}", lambda: _stored_places(home))


def _stored_places(home: int) -> dict[int, Point]:
    known = PublicEvent.objects.in_tree(home).filter(latitude__isnull=False, longitude__isnull=False)
    return {pk: (lat, lng) for pk, lat, lng in known.values_list("pk", "latitude", "longitude")}
