"""Finds terms of the controlled lists in cells."""

import re
from collections.abc import Iterable

from wagtail.models import Site

from cms.common.folding import fold

from ..models import Category, District, TargetGroup

# Further categories come from the same list as the main category.
LIST_OF = {"categories": "category"} | {name: name for name in ("category", "districts", "target_groups")}
SEPARATORS = re.compile(r"[|;\n]")


class Words:
    """A town's three lists in memory."""

    def __init__(self, town: Site | None):
        self._found = {
            "category": _by_word(Category.objects.all()),
            "districts": _by_word(District.objects.of_town(town)),
            "target_groups": _by_word(TargetGroup.objects.all()),
        }

    def find(self, field: str, text: str) -> tuple[list, list[str]]:
        """Return the terms that the cell names, and its unknown words."""
        known = self._found[LIST_OF[field]]
        # "Kunst, Kultur" can be one name, so commas separate only if the whole is unknown.
        parts = [text] if fold(text) in known else _parts(text)
        terms = [known[fold(part)] for part in parts if fold(part) in known]
        return list(dict.fromkeys(terms)), [part for part in parts if fold(part) not in known]


def _parts(text: str) -> list[str]:
    pieces = SEPARATORS.split(text) if SEPARATORS.search(text) else text.split(",")
    return [piece.strip() for piece in pieces if piece.strip()]


def _by_word(terms: Iterable) -> dict:
    found = {}
    for term in terms:
        for synonym in getattr(term, "synonyms", "").split(","):
            found.setdefault(fold(synonym), term)
    # Names take precedence over slugs, and both over synonyms.
    found |= {fold(term.slug): term for term in terms} | {fold(term.name): term for term in terms}
    found.pop("", None)
    return found
