"""How far away the places of an entry are."""

from cms.api_toolkit.near import Point, metres_between

from ..models import DirectoryPage, PublicEntry
from .index.kept import keep


def distances_from(point: Point, directory: DirectoryPage, radius: int | None = None) -> dict[int, int]:
    """Return the metres to the nearest place of each entry by its key, within the radius."""
    found = {
        entry: min(metres_between(point, place) for place in places)
        for entry, places in keep(("places", directory.pk), lambda: _places(directory)).items()
    }
    return {entry: metres for entry, metres in found.items() if radius is None or metres <= radius}


def _places(directory: DirectoryPage) -> dict[int, list[Point]]:
    """Return the known positions of the places that may be shown."""
    entries = PublicEntry.objects.below(directory).order_by().values_list("pk", "document__places")
    known = (
        (
            entry,
            [
                (place["latitude"], place["longitude"])
                for place in places
                if place.get("latitude") is not None
            ],
        )
        for entry, places in entries.iterator()
    )
    return {entry: points for entry, points in known if points}
