"""Where the pictures of a map come from, when the town has chosen a source."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

# No template word ({s}) in the host: the security policy names one host.
ALLOWED = re.compile(r"https://[a-z0-9.-]+(:\d+)?/[A-Za-z0-9._~:/?&=%{}+-]*", re.ASCII)
WORDS = ("{z}", "{x}", "{y}")


def validate_tile_address(address: str) -> None:
    """Raise ValidationError for what is no https address with each of {z}, {x}, {y} once and no other word."""
    words = sorted(re.findall(r"\{[^}]*\}", address))
    if not ALLOWED.fullmatch(address) or words != sorted(WORDS):
        raise ValidationError(
            _(
                "Please enter an address like https://tiles.example.org/{z}/{x}/{y}.png, without other brackets."
            )
        )


def tile_origin(address: str) -> str:
    """Return the origin for the security policy, such as "https://tiles.example.org"; "" without a source."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if address else ""


def allow_tiles(request: HttpRequest, address: str) -> None:
    """Let the page that answers this request load the map's pictures from their host, and from no other."""
    if address:
        request.image_sources = [*images_allowed_from(request), tile_origin(address)]


def images_allowed_from(request: HttpRequest) -> list[str]:
    return getattr(request, "image_sources", [])
