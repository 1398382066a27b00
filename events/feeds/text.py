"""Words of others as they fit into our fields."""

from html import unescape

from django.utils.html import strip_tags
from django.utils.text import Truncator

from cms.common.text_cleaning import cleaned_text

from ..models import PartnerEvent


def fitting(name: str, text: str) -> str:
    """Return one line of plain text, not longer than the field of a PartnerEvent."""
    # Longer than any field, before anything costly is done with it.
    plain = unescape(strip_tags(str(text)[:5000]))
    length = PartnerEvent._meta.get_field(name).max_length
    return Truncator(" ".join(cleaned_text(plain).split())).chars(length)


def web_address(text: str) -> str:
    """Return an address that people may follow, or ""."""
    text = cleaned_text(str(text)).strip()
    is_good = text.startswith(("https://", "http://")) and len(text) <= 200 and not set(text) & set(" \"<>'")
    return text if is_good else ""
