"""Resolves the content's references by key or address.

`{$image: hero}`, `{$document: broschuere}`, `{$page: /kontakt/}`; in rich text `href="page:/kontakt/"`.
"""

import re
from typing import Any

from .data import ContentError
from .media import Media
from .tree import PageTree

PAGE_LINK = re.compile(r'href="page:([^"]+)"')


def is_reference(value: Any) -> bool:
    return isinstance(value, dict) and len(value) == 1 and next(iter(value)).startswith("$")


def mentions_page(value: Any) -> bool:
    """Whether a value can be resolved only once all pages exist."""
    if isinstance(value, dict):
        return "$page" in value or any(mentions_page(each) for each in value.values())
    if isinstance(value, list):
        return any(mentions_page(each) for each in value)
    return isinstance(value, str) and bool(PAGE_LINK.search(value))


class References:
    def __init__(self, media: Media, tree: PageTree):
        self._kinds = {"$image": media.image, "$document": media.document, "$page": tree.get}

    def find(self, value: dict):
        """Return the object. Raise ContentError for an unknown kind or key."""
        kind, key = next(iter(value.items()))
        if kind not in self._kinds:
            raise ContentError(f"{kind} is no kind of reference; known are {', '.join(self._kinds)}.")
        return self._kinds[kind](key)

    def link(self, text: str) -> str:
        """Return rich text with `page:` links converted to Wagtail's format."""
        return PAGE_LINK.sub(lambda match: f'linktype="page" id="{self._kinds["$page"](match[1]).pk}"', text)
