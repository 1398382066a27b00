import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def ticked(text: str) -> SafeString:
    """Show text between backticks as code."""
    parts = re.split(r"`([^`]+)`", text)
    pieces = (format_html("<code>{}</code>", part) if place % 2 else part for place, part in enumerate(parts))
    return format_html_join("", "{}", ((piece,) for piece in pieces))
