"""Logos and pictures of many entries with one query."""

from collections import defaultdict

from django.http import HttpRequest

from cms.caching.cache_keys import tag
from cms.media.models import SiteImage, SiteRendition
from cms.media.picture_sizes import ROLES

from ..browse.list_item import is_picture

# As the site shows them, so that no size is made for the API alone. None of them depends on the focal point.
LOGO, PICTURE = ROLES["logo"].webp, ROLES["half"].webp


def logos_of(documents: list[dict], request: HttpRequest) -> dict[int, dict]:
    """Return the pictures of public documents by their keys, ready to be sent."""
    keys = {document["logo"] for document in documents} - {None}
    if not keys:
        return {}
    tag(request, *(f"image-{key}" for key in keys))
    found, origin = _made_before(keys), request.build_absolute_uri("/")[:-1]
    missing = [key for key in keys if len(found[key]) < len(LOGO)]
    if missing:
        found |= {image.pk: _make(image) for image in SiteImage.objects.filter(pk__in=missing)}
    return {key: _picture(renditions, origin) for key, renditions in found.items() if renditions}


def _made_before(keys: set[int]) -> dict[int, list[SiteRendition]]:
    rows = SiteRendition.objects.filter(image__in=keys, filter_spec__in=[*LOGO, *PICTURE])
    found = defaultdict(list)
    for rendition in rows.select_related("image"):
        if rendition.filter_spec in _specs(rendition.image):
            found[rendition.image_id].append(rendition)
    return found


def _make(image: SiteImage) -> list[SiteRendition]:
    """Return its renditions, none when they cannot be made now."""
    renditions = [each for each in image.get_renditions(*_specs(image)).values() if each.is_made]
    for rendition in renditions:
        rendition.image = image
    return renditions


def _specs(image: SiteImage) -> tuple[str, ...]:
    return PICTURE if is_picture(image) else LOGO


def _picture(renditions: list[SiteRendition], origin: str) -> dict:
    """Return `schema.Picture`."""
    image = renditions[0].image
    # Two sizes of a small picture are equally wide: of these it is always the same one.
    in_order = sorted(renditions, key=lambda each: each.filter_spec)
    sizes = {each.width: _size(each, origin) for each in in_order}
    srcset = [sizes[width] for width in sorted(sizes)]
    return {
        "id": image.pk,
        **srcset[-1],
        "srcset": srcset,
        "alt": image.default_alt_text,
        "author": image.author,
        "licence": image.licence,
        "focal_point": _focal_point(image),
    }


def _focal_point(image: SiteImage) -> dict | None:
    if image.focal_point_x is None or not (image.width and image.height):
        return None
    x, y = image.focal_point_x / image.width, image.focal_point_y / image.height
    return {"x": min(max(x, 0), 1), "y": min(max(y, 0), 1)}


def _size(rendition: SiteRendition, origin: str) -> dict:
    url = rendition.url
    absolute = f"{origin}{url}" if url.startswith("/") else url
    return {"url": absolute, "width": rendition.width, "height": rendition.height}
