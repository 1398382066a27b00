from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from ..caching import cached
from ..script_json import script_json
from ..towns import address_of, town_of

register = template.Library()


@register.simple_tag(takes_context=True)
def render_body(context, body):
    """Render a page's blocks; on the public page the result is kept until any content changes."""
    request = context.get("request")
    page = context.get("page")
    if getattr(request, "is_preview", False) or page is None or page.pk is None:
        return body.render_as_block(context=_public_context(context))
    field = next((name for name, value in vars(page).items() if value is body), "body")
    key = f"stream:{page.pk}:{field}"
    return cached(key, lambda: body.render_as_block(context=_public_context(context)))


def _public_context(context) -> dict:
    """What a block may use: nothing that differs between visitors, for the result is kept for all."""
    return {"frame": context.get("frame"), "page": context.get("page")}


@register.simple_tag
def town_address(page=None) -> str:
    """Return the address of the page's town, without a slash at its end; without a page the first town's."""
    return address_of(town_of(page))


@register.simple_tag(takes_context=True)
def structured_data(context):
    """Return the page's JSON-LD as a script element, or nothing."""
    page = context.get("page")
    data = page.structured_data(context.get("request")) if hasattr(page, "structured_data") else None
    if not data:
        return ""
    text = mark_safe(script_json(data))  # noqa: S308 - escaped there
    return format_html('<script type="application/ld+json">{}</script>', text)
