from django import template

from ..picture_sizes import ROLES

register = template.Library()


@register.simple_tag
def picture_sizes(image, widths="") -> dict:
    """Return the renditions of a place in a page: `webp`, the smallest first, and `fallback`."""
    role = ROLES.get(widths) or ROLES["wide"]
    made = image.get_renditions(*role.specs)
    return {"webp": [made[spec] for spec in role.webp], "fallback": made[role.fallback]}
