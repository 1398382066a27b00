"""The public maps. They load only after a click, and the page has all their information as text."""

import json

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Site

from cms.pages.site_context import get_site_context
from cms.towns.addresses import allow_tiles
from cms.towns.models import TownSettings

from .map_bounds import ground_of, map_words

# More markers than anybody can read, and than a phone should load.
MOST_ENTRIES = 1000


def map_of_entry(request: HttpRequest, entry: dict) -> dict | None:
    """Return the component's input for the places of an entry (of `entry_detail`), or None without a position."""
    return _map(request, places_json=json.dumps(entry["map"])) if entry["map"] else None


def map_of_list(request: HttpRequest, query: str, total: int) -> dict | None:
    """The same for a list's entries, loaded from the public GeoJSON; None if there are none or too many."""
    if not 0 < total <= MOST_ENTRIES:
        return None
    address = reverse("export", args=["geojson"])
    return _map(request, address=f"{address}?{query}" if query else address)


def ground_of_pins(request: HttpRequest) -> dict:
    """Return the map for setting a pin in the editor, on whichever site."""
    ground = ground_of(TownSettings.for_request(request), Site.find_for_request(request))
    ground |= {"words": map_words()}
    return {"ground": ground, "ground_json": json.dumps(ground)}


def _map(request: HttpRequest, **places: str) -> dict | None:
    frame = get_site_context(request)
    if frame is None:
        return None
    ground = ground_of(frame.town, Site.find_for_request(request))
    allow_tiles(request, ground["tiles"])
    return places | {"ground_json": json.dumps(ground | {"words": map_words()}), "host": ground["host"]}
