"""Logos and pictures of many entries with two queries."""

import logging

from django.http import HttpRequest
from wagtail.images.models import AbstractRendition, SourceImageIOError

from cms.core.api.surrogates import tag
from cms.core.models import SiteImage

from ..entry_view import is_picture

log = logging.getLogger(__name__)
# As the site shows them, so that no size is made for the API alone.
LOGO = ("max-240x120|format-webp", "max-480x240|format-webp")
PICTURE = ("width-480|format-webp", "width-960|format-webp")


def logos_of(documents: list[dict], request: HttpRequest) -> dict[int, dict]:
    """Return the pictures of public documents by their keys, ready to be sent."""
    keys = {document["logo"] for document in documents} - {None}
    if not keys:
        return {}
    tag(request, *(f"image-{key}" for key in keys))
    images = SiteImage.objects.prefetch_related("renditions").in_bulk(keys)
    pictures = {key: _picture(image, request) for key, image in images.items()}
    return {key: picture for key, picture in pictures.items() if picture}


def _picture(image: SiteImage, request: HttpRequest) -> dict | None:
    """Return `schema.Picture`, or None when the file is gone from which sizes are made."""
    try:
        made = image.get_renditions(*(PICTURE if is_picture(image) else LOGO))
    except (OSError, SourceImageIOError):
        log.exception("Picture %s has no file to make its sizes from", image.pk)
        return None
    sizes = {size["width"]: size for size in (_size(each, request) for each in made.values())}
    srcset = [sizes[width] for width in sorted(sizes)]
    focus = image.get_focal_point()
    return {
        "id": image.pk,
        **srcset[-1],
        "srcset": srcset,
        "alt": image.default_alt_text,
        "author": image.author,
        "licence": image.licence,
        "focal_point": focus and {"x": focus.centroid.x / image.width, "y": focus.centroid.y / image.height},
    }


def _size(rendition: AbstractRendition, request: HttpRequest) -> dict:
    return {
        "url": request.build_absolute_uri(rendition.url),
        "width": rendition.width,
        "height": rendition.height,
    }
