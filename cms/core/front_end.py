"""Another front end of the town, made with the API: where it shows the draft of a page."""

import re
from urllib.parse import quote, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page

# No template word in the host: the link to a draft goes to one place.
ALLOWED = re.compile(r"https://[a-z0-9.-]+(:\d+)?/[A-Za-z0-9._~:/?&=%{}+-]*", re.ASCII)
PREVIEW = "{preview}"
WORDS = {PREVIEW, "{path}", "{id}"}


def validate_preview_address(address: str) -> None:
    """Raise ValidationError for what is no https address with {preview}, and {path} or {id}, and no other word."""
    words = re.findall(r"\{[^}]*\}", address)
    is_whole = (
        PREVIEW in words and len(words) > 1 and len(words) == len(set(words)) and WORDS.issuperset(words)
    )
    if not ALLOWED.fullmatch(address) or not is_whole or "{" in _without_words(address):
        raise ValidationError(
            _("Please enter an address like https://app.example.org/vorschau?path={path}&preview={preview}.")
        )


def _without_words(address: str) -> str:
    return re.sub(r"\{[^}]*\}", "", address)


def preview_address(address: str, page: Page, preview: str) -> str:
    """Return where the front end shows the draft: `preview` is what it passes on to the API."""
    path = urlsplit(page.get_full_url() or "/").path
    values = {PREVIEW: preview, "{path}": path, "{id}": str(page.pk)}
    return re.sub(r"\{[^}]*\}", lambda word: quote(values[word[0]], safe="/"), address)
