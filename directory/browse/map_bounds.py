"""A map's background: the town's own tile source, else the names and distances of its districts."""

from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.caching.content_version import cached

from ..models import District


def ground_of(town, site: Site | None) -> dict:
    """Return `{centre, tiles, host, credit, districts}` for the script; `town` has the fields of TownSettings."""
    return {
        "centre": [float(town.map_latitude), float(town.map_longitude)],
        "tiles": town.map_tiles,
        "host": urlsplit(town.map_tiles).netloc,
        "credit": town.map_credit,
        "districts": cached(f"districts-on-the-map:{site and site.pk}", lambda: _districts(site)),
    }


def map_words() -> dict[str, str]:
    """Return the texts of the map's script in the active language."""
    return {
        "map": _("Map"),
        "zoomIn": _("Zoom in"),
        "zoomOut": _("Zoom out"),
        "close": _("Close"),
        "plain": _("Plain map: where the districts lie, without streets"),
        "pin": _("Pin: move it with the arrow keys, faster with the shift key"),
        "pinAt": _("The pin is at {position}, {distance} from the centre of the town."),
        "noPin": _("No pin yet. Click on the map, or press the enter key to set it in the middle."),
        "several": _("{count} entries close together: zoom in"),
        "failed": _("The map could not be loaded. Everything it shows stands in the list, too."),
        "shownOne": _("One place is on the map."),
        "shown": _("{count} places are on the map."),
        "none": _("None of these entries shows a place on the map."),
    }


def _districts(site: Site | None) -> list[list]:
    """Return [name, latitude, longitude] of the districts that have a position."""
    placed = (
        District.objects.of_town(site).exclude(latitude=None).values_list("name", "latitude", "longitude")
    )
    return [[name, float(latitude), float(longitude)] for name, latitude, longitude in placed]
