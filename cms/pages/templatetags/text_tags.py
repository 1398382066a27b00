"""Where a line may or may not break, and what the link of a phone number dials."""

import re

from django import template
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString

from cms.common import phones

register = template.Library()

CLOCK = r"[0-9]{1,2}(?::[0-9]{2})?"
TIMES = re.compile(rf"{CLOCK}(?:–{CLOCK})? (?:Uhr|o’clock)")
DAY = re.compile(r"(?<![0-9])([0-9]{1,2}\.) (?=[A-ZÄ])")
# Addresses may break after "@" and "/", and before a dot.
IN_ADDRESS = re.compile(r"(?<=[@/])(?=[^/])|(?=\.)")


@register.filter
def whole_times(text: str):
    """Keep "17–18:30 Uhr" and "3. Dezember" on one line each."""
    marked = TIMES.sub(r'<span class="nowrap">\g<0></span>', conditional_escape(text))
    return SafeString(DAY.sub("\\1\u00a0", marked))


register.filter("dialled", phones.for_dialling)


@register.filter
def breakable(address: str):
    """Let an e-mail or web address break where readers pause anyway."""
    parts = ((part,) for part in IN_ADDRESS.split(address) if part)
    return format_html_join(SafeString("<wbr>"), "{}", parts)
