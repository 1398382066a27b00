"""Typed words that are filters become filters: "Schach gratis am Freitag in Erdorf" is about chess."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import lru_cache

from django.utils import timezone

from cms.common.folding import fold, fold_bare
from cms.search.query import STOP_WORDS
from cms.search.word_lists import pairs_of_list

from ..publishing.terms import Terms
from .choices import OLDEST, WEEKDAY_SLUGS
from .filters import Filters
from .index import EntryResults

DAYS = {"today": 0, "tomorrow": 1}
LONGEST_PHRASE = 4
# "7 Jahre", "7-jährige", "ab 7 Jahren"
_AGE = re.compile(r"(?:fuer |ab )?(\d{1,3}) ?(?:jahre?n?|jaehrige?[nrs]?|j|years?(?: old)?)")


@dataclass
class _Understood:
    chosen: dict[str, list[int]] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    age: int | None = None
    rest: list[str] = field(default_factory=list)


def understood(filters: Filters, terms: Terms) -> Filters:
    """Return the filters with what was typed of them taken out of the text; the same if nothing was."""
    words = filters.text.split()
    found, at = _Understood(), 0
    while at < len(words):
        length = next((n for n in _lengths(words, at) if _take(words[at : at + n], filters, terms, found)), 0)
        if length:
            # The "am" of "am Freitag" goes with it.
            while found.rest and fold(found.rest[-1]) in STOP_WORDS:
                found.rest.pop()
        else:
            found.rest.append(words[at])
        at += max(length, 1)
    if not (found.chosen or found.flags or found.age is not None):
        return filters
    return _with(filters, found)


def results_of(
    kind: type[EntryResults], directory, filters: Filters, terms: Terms, **how: bool
) -> EntryResults:
    """Return what the understood filters find, or the words as they are, if only these find something.

    Last comes what the words were probably meant to be, without the filters: food, though nobody says that it is free.
    """
    meant = kind(directory, understood(filters, terms), **how)
    if len(meant) or meant.filters is filters:
        return meant
    others = (kind(directory, filters, **each) for each in ({"as_typed": True}, how))
    return next(filter(len, others), meant)


def _lengths(words: list[str], at: int) -> Iterator[int]:
    return (length for length in range(LONGEST_PHRASE, 0, -1) if at + length <= len(words))


def _with(filters: Filters, found: _Understood) -> Filters:
    chosen = dict(filters.chosen)
    for kind, values in found.chosen.items():
        chosen[kind] = tuple(sorted({*chosen.get(kind, ()), *values}))
    # Words without meaning alone are nothing to look for.
    is_left = any(fold(word) not in STOP_WORDS for word in found.rest)
    return replace(
        filters,
        text=" ".join(found.rest) if is_left else "",
        chosen=chosen,
        flags=filters.flags | found.flags,
        age=filters.age if found.age is None else found.age,
    ).in_order(filters.order_value)


def _take(words: list[str], filters: Filters, terms: Terms, found: _Understood) -> bool:
    """Note what the words mean, if they are a filter that the list has."""
    typed = fold(" ".join(words))
    kind, *values = _filter_words().get(typed, ("",))
    if kind in {flag.name for flag in filters.offered_flags}:
        found.flags.add(kind)
    elif kind == "weekday" and _offers(filters, kind):
        found.chosen.setdefault(kind, []).extend(map(_weekday, values))
    elif (district := _districts(terms).get(typed)) is not None:
        found.chosen.setdefault("district", []).append(district)
    elif (age := _AGE.fullmatch(typed)) and int(age[1]) <= OLDEST:
        found.age = int(age[1])
    else:
        return False
    return True


def _offers(filters: Filters, kind: str) -> bool:
    return any(group.kind == kind for group in filters.groups)


def _weekday(name: str) -> int:
    if name in DAYS:
        return (timezone.localdate() + timedelta(days=DAYS[name])).weekday()
    return WEEKDAY_SLUGS.index(name)


def _districts(terms: Terms) -> dict[str, int]:
    return {
        spelled: key
        for key, label in terms.districts.items()
        for spelled in (fold(label.name), fold_bare(label.name))
    }


@lru_cache(maxsize=1)
def _filter_words() -> dict[str, tuple[str, ...]]:
    """Return {folded words: (name of the filter, values …)}."""
    pairs = pairs_of_list("filters.txt")
    return {fold(word): tuple(meant.split()) for typed, meant in pairs for word in typed.split(",")}
