from django import template

from cms.caching.content_version import cached

from ..picture_sizes import ROLES, Role

register = template.Library()


@register.simple_tag
def picture_sizes(image, widths="") -> dict:
    """Return `webp` (smallest first) and `fallback`, each size as `{url, width, height, is_made}`."""
    role = ROLES.get(widths) or ROLES["wide"]
    return cached(f"sizes:{image.pk}:{role.fallback}", lambda: _sizes(image, role), only_if=_are_made)


def _sizes(image, role: Role) -> dict:
    made = image.get_renditions(*role.specs)
    return {"webp": [_size(made[spec]) for spec in role.webp], "fallback": _size(made[role.fallback])}


def _size(rendition) -> dict:
    return {name: getattr(rendition, name) for name in ("url", "width", "height", "is_made")}


def _are_made(sizes: dict) -> bool:
    return all(each["is_made"] for each in (*sizes["webp"], sizes["fallback"]))
