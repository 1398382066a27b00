"""Where a line may break, and where it may not."""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

register = template.Library()

CLOCK = r"[0-9]{1,2}(?::[0-9]{2})?"
TIMES = re.compile(rf"{CLOCK}(?:–{CLOCK})? (?:Uhr|o’clock)")
DAY = re.compile(r"(?<![0-9])([0-9]{1,2}\.) (?=[A-ZÄ])")
# An address breaks after "@" and "/", and before a dot.
IN_ADDRESS = re.compile(r"(?<=[@/])(?=[^/])|(?=\.)")


@register.filter
def whole_times(text: str):
    """Keep "17–18:30 Uhr" and "3. Dezember" on one line each."""
    kept = TIMES.sub(r'<span class="nowrap">\g<0></span>', conditional_escape(text))
    return mark_safe(DAY.sub("\\1\u00a0", kept))  # noqa: S308 -- escaped above


@register.filter
def breakable(address: str):
    """Let an e-mail address or the address of a website break where a reader pauses anyway."""
    parts = IN_ADDRESS.split(address)
    return mark_safe("<wbr>".join(conditional_escape(part) for part in parts if part))  # noqa: S308 -- escaped
