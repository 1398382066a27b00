"""Addresses with placeholders that a town enters: of its map tiles, and of a front end that shows drafts."""

import re
from urllib.parse import quote, urlsplit

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

# No placeholder in the host: a policy names exactly one, and a draft's link always leads to the same.
ALLOWED = re.compile(r"https://[a-z0-9.-]+(:\d+)?/[A-Za-z0-9._~:/?&=%{}+-]*", re.ASCII)
PLACEHOLDER = re.compile(r"\{[^}]*\}")


def validate_tile_address(address: str) -> None:
    """Raise ValidationError unless it is an https address with {z}, {x} and {y} once each and no other placeholder."""
    if not ALLOWED.fullmatch(address) or sorted(PLACEHOLDER.findall(address)) != ["{x}", "{y}", "{z}"]:
        raise ValidationError(
            _(
                "Please enter an address like https://tiles.example.org/{z}/{x}/{y}.png, without other brackets."
            )
        )


def validate_preview_address(address: str) -> None:
    """Raise ValidationError unless it is an https address with {preview} and at least one of {path} and {id}."""
    words = sorted(PLACEHOLDER.findall(address))
    is_whole = words in (["{id}", "{path}", "{preview}"], ["{id}", "{preview}"], ["{path}", "{preview}"])
    if not ALLOWED.fullmatch(address) or not is_whole or "{" in PLACEHOLDER.sub("", address):
        raise ValidationError(
            _("Please enter an address like https://app.example.org/vorschau?path={path}&preview={preview}.")
        )


def preview_address(address: str, page: Page, preview: str) -> str:
    """Return where the front end shows the draft; it passes `preview` on to the API."""
    path = urlsplit(page.get_full_url() or "/").path
    values = {"{preview}": preview, "{path}": path, "{id}": str(page.pk)}
    return PLACEHOLDER.sub(lambda word: quote(values[word[0]], safe="/"), address)


def tile_origin(address: str) -> str:
    """Return the origin for the security policy, such as "https://tiles.example.org"; "" without a source."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if address else ""


def allow_tiles(request: HttpRequest, address: str) -> None:
    """Let the page that answers this request load map tiles from their host."""
    if address:
        request.image_sources = [*images_allowed_from(request), tile_origin(address)]


def images_allowed_from(request: HttpRequest) -> list[str]:
    return getattr(request, "image_sources", [])
