from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from cms.caching.content_version import cached
from cms.common.script_json import script_json
from cms.towns.scope import address_of, town_of

register = template.Library()


@register.simple_tag(takes_context=True)
def render_body(context, body):
    """Render a page's blocks; on the public page the result is cached until content changes."""
    request = context.get("request")
    page = context.get("page")
    if getattr(request, "is_preview", False) or page is None or page.pk is None:
        return body.render_as_block(context=_public_context(context))
    field = next((name for name, value in vars(page).items() if value is body), "body")
    key = f"stream:{page.pk}:{field}"
    return cached(key, lambda: body.render_as_block(context=_public_context(context)))


def _public_context(context) -> dict:
    """The context for blocks: nothing that differs between visitors, since the result is cached for all."""
    return {"site_context": context.get("site_context"), "page": context.get("page")}


@register.simple_tag
def town_address(page=None) -> str:
    """Return the address of the page's town without a trailing slash; without a page the first town's."""
    return address_of(town_of(page))


@register.simple_tag(takes_context=True)
def structured_data(context):
    """Return the page's JSON-LD as a script element, or nothing."""
    page = context.get("page")
    data = page.structured_data(context.get("request")) if hasattr(page, "structured_data") else None
    # script_json has escaped everything that could end the element.
    return format_html_join(
        "",
        '<script type="application/ld+json">{}</script>',
        ([SafeString(script_json(each))] for each in (data, _breadcrumb_list(context)) if each),
    )


def _breadcrumb_list(context) -> dict | None:
    """The way to the page, as search engines read it; the page itself needs no address."""
    above, page = context.get("breadcrumbs"), context.get("page")
    if not above or not page:
        return None
    absolute = context["request"].build_absolute_uri
    steps = [{"name": each["title"], "item": absolute(each["url"])} for each in above if each["url"]]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, **step}
            for number, step in enumerate([*steps, {"name": page.title}], 1)
        ],
    }
