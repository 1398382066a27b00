"""The public maps. Nothing of them is loaded before a click, and all they show stands on the page in words."""

import json

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Site

from cms.core.frame import get_frame
from cms.core.map_tiles import allow_tiles

from .map_ground import ground_of, map_words

# More markers than anybody can read, and more than a phone should load.
MOST_ENTRIES = 1000


def map_of_entry(request: HttpRequest, entry: dict) -> dict | None:
    """Return the component's input for the places of an entry (of `entry_view`), or None without a position."""
    return _map(request, places_json=json.dumps(entry["map"])) if entry["map"] else None


def map_of_list(request: HttpRequest, query: str, total: int) -> dict | None:
    """The same for a list's entries, fetched from the public GeoJSON; None for none, or for too many."""
    if not 0 < total <= MOST_ENTRIES:
        return None
    address = reverse("export", args=["geojson"])
    return _map(request, address=f"{address}?{query}" if query else address)


def _map(request: HttpRequest, **places: str) -> dict | None:
    frame = get_frame(request)
    if frame is None:
        return None
    ground = ground_of(frame.town, Site.find_for_request(request))
    allow_tiles(request, ground["tiles"])
    return places | {"ground_json": json.dumps(ground | {"words": map_words()}), "host": ground["host"]}
