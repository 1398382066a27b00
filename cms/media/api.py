"""Pictures in the sizes that the site's own pages use, and documents whose collection is open to all."""

from collections import defaultdict
from collections.abc import Iterable

from wagtail.images.models import Filter

from .models import SiteDocument, SiteImage, SiteRendition
from .picture_sizes import ROLES, SHARED

SIZES = ROLES["wide"].webp
# So many pictures get their sizes during one request; the next request makes the rest.
MOST_MADE = 40


def load_images(ids: Iterable[int], shared: Iterable[int] = ()) -> dict[int, SiteImage]:
    """Return the images with their renditions, in one query as soon as these exist.

    `shared` also get the size in which a page is shared. An image whose sizes cannot be made now is left out.
    """
    shared = set(shared)
    wanted = {pk: {*SIZES, *([SHARED] if pk in shared else ())} for pk in {*ids, *shared}}
    if not wanted:
        return {}
    images = _with_renditions(wanted)
    missing = [pk for pk in wanted if pk not in images or wanted[pk] - _specs(images[pk])]
    if missing:
        images |= _completed(missing[:MOST_MADE], wanted)
    for pk in missing[MOST_MADE:]:
        images.pop(pk, None)
    return images


def _with_renditions(wanted: dict[int, set[str]]) -> dict[int, SiteImage]:
    rows = SiteRendition.objects.filter(image__in=wanted, filter_spec__in={*SIZES, SHARED})
    found, images = defaultdict(list), {}
    for rendition in rows.select_related("image"):
        images.setdefault(rendition.image_id, rendition.image)
        found[rendition.image_id].append(rendition)
    for pk, image in images.items():
        image.prefetched_renditions = found[pk]
    return images


def _specs(image: SiteImage) -> set[str]:
    return {
        spec.spec for spec in image.find_existing_renditions(*(Filter(each) for each in (*SIZES, SHARED)))
    }


def _completed(missing: list[int], wanted: dict[int, set[str]]) -> dict[int, SiteImage]:
    images = SiteImage.objects.prefetch_related("renditions").in_bulk(missing)
    return {pk: image for pk, image in images.items() if _make(image, sorted(wanted[pk]))}


def _make(image: SiteImage, specs: list[str]) -> bool:
    return all(rendition.is_made for rendition in image.get_renditions(*specs).values())


def picture(image: SiteImage, absolute, alt: str | None = None) -> dict:
    """Return `schema.Picture`; `absolute` makes a full address of one."""
    sizes = {rendition.width: rendition for rendition in image.get_renditions(*SIZES).values()}
    steps = [_size(sizes[width], absolute) for width in sorted(sizes)]
    return steps[-1] | {
        "id": image.pk,
        "srcset": steps,
        "alt": image.default_alt_text if alt is None else alt,
        "author": image.author,
        "licence": image.licence,
        "focal_point": _focal_point(image),
    }


def _size(rendition: SiteRendition, absolute) -> dict:
    return {"url": absolute(rendition.url), "width": rendition.width, "height": rendition.height}


def _focal_point(image: SiteImage) -> dict | None:
    if image.focal_point_x is None or not (image.width and image.height):
        return None
    x, y = image.focal_point_x / image.width, image.focal_point_y / image.height
    return {"x": round(min(max(x, 0), 1), 4), "y": round(min(max(y, 0), 1), 4)}


def file(document: SiteDocument, absolute) -> dict:
    """Return `schema.File`."""
    checked = SiteDocument.Accessibility
    return {
        "id": document.pk,
        "title": document.title,
        "url": absolute(document.url),
        "kind": document.kind,
        "size": document.file_size or 0,
        "pages": document.page_count,
        "language": document.language,
        "is_accessible": {checked.PASSED: True, checked.ISSUES: False}.get(document.accessibility),
        "description": document.describe,
        "changed_at": document.created_at,
    }
