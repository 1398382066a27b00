"""What somebody typed, as terms to look for. All words must be found; of each, one way of looking is enough."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ..folding import MAX_TEXT, MAX_WORDS, fold
from .compounds import halves_of, parts_of
from .stems import stem
from .words import LONGEST

# Words that tell nothing, unless nothing else was typed.
_STOP_WORDS = """
    aber alle allem allen als also am an auch auf aus bei beim bin bis da das dem den der des die dies diese dieser
    dir du durch e ein eine einem einen einer eines er es ev fuer gibt hab habe haben hat ich ihr im in ins ist kann
    kein keine man mein meine meinem meinen mich mir mit moechte nach nicht noch oder ohne sich sie sind so suche
    suchen ueber um und uns unser unsere v vom von vor wann was welche wer wie will wir wird wo zu zum zur
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
# What one letter begins is half of all words.
SHORTEST_BEGINNING = 2
MOST_WORDS_OF_MANY = 40


@dataclass(frozen=True)
class Term:
    """A folded word or stem; `is_beginning` finds what begins with it as well."""

    text: str
    is_beginning: bool = False


@dataclass(frozen=True)
class Word:
    """A typed word: found by any of the `ways`, of which each needs all its terms."""

    typed: str
    ways: tuple[tuple[Term, ...], ...]


@dataclass(frozen=True)
class Wish:
    """`is_empty`: nothing was asked for. Without any word but not empty ("?!"), nothing can be found."""

    words: tuple[Word, ...] = ()
    is_empty: bool = False


@lru_cache(maxsize=1_000)
def read_wish(text: str) -> Wish:
    text = text[:MAX_TEXT]
    return Wish(tuple(map(_word, searched_words(text))), is_empty=not text.strip())


def wish_for_any(words: Iterable[str], are_beginnings: bool = False) -> Wish:
    """Return the wish for entries with any of the words, or with their stems or parts of them."""
    ways: dict[tuple[Term, ...], None] = {}
    for word in sorted(fold(" ".join(words)).split())[:MOST_WORDS_OF_MANY]:
        terms = (Term(word, are_beginnings), Term(stem(word)), *map(Term, map(stem, parts_of(word))))
        ways |= dict.fromkeys((term,) for term in terms)
    return Wish((Word("", tuple(ways)),) if ways else ())


def searched_words(text: str) -> list[str]:
    """Return the folded words that matter; never more than is sensible to look for."""
    words = [word for word in dict.fromkeys(fold(text[:MAX_TEXT]).split()) if len(word) <= LONGEST]
    telling = [word for word in words if word not in STOP_WORDS]
    return (telling or words)[:MAX_WORDS]


def _word(typed: str) -> Word:
    whole = Term(typed, is_beginning=len(typed) >= SHORTEST_BEGINNING)
    ways = [(whole,), (Term(stem(typed)),)]
    halves = halves_of(typed)
    if halves:
        # "Kinderchor" is also a choir for children.
        ways.append(tuple(Term(stem(half)) for half in halves))
    return Word(typed, tuple(dict.fromkeys(ways)))
