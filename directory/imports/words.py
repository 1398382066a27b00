"""Finds the words of the controlled lists in what people write into cells."""

import re
from collections.abc import Iterable

from wagtail.models import Site

from ..folding import fold
from ..models import Category, District, TargetGroup

# Further categories are looked up where main ones are.
LIST_OF = {"categories": "category"} | {name: name for name in ("category", "districts", "target_groups")}
SEPARATORS = re.compile(r"[|;\n]")


class Words:
    """The three lists in memory, as a town has them."""

    def __init__(self, town: Site | None):
        self._found = {
            "category": _by_word(Category.objects.all()),
            "districts": _by_word(District.objects.of_town(town)),
            "target_groups": _by_word(TargetGroup.objects.all()),
        }

    def find(self, field: str, text: str) -> tuple[list, list[str]]:
        """Return the terms that the cell names, and its words that no list knows."""
        known = self._found[LIST_OF[field]]
        # "Kunst, Kultur" can be one name, so commas separate only where the whole is unknown.
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
    # A name weighs more than a key, and both more than one of the other words.
    found |= {fold(term.slug): term for term in terms} | {fold(term.name): term for term in terms}
    found.pop("", None)
    return found
