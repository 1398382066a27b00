"""What somebody typed, as terms to look for. All words must be found; of each, one way of looking is enough."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ..folding import MAX_TEXT, MAX_WORDS, fold
from .compounds import halves_of, parts_of
from .everyday import join_known_pairs, other_words_for
from .stems import stem
from .words import LONGEST

# Words that tell nothing, unless nothing else was typed.
_STOP_WORDS = """
    aber alle allem allen als also am an auch auf aus bei beim bin bis da das dem den der des die dies diese dieser
    dir du durch e ein eine einem einen einer eines er es ev fuer gibt hab habe haben hat ich ihr im in ins ist kann
    kein keine man mein meine meinem meinen mich mir mit moechte nach nicht noch oder ohne sich sie sind so suche
    suchen ueber um und uns unser unsere v vom von vor wann was welche wer wie will wir wird wo zu zum zur
    and for looking machen my of the to with
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
# "Fußballverein" asks for football: that somebody gathers goes without saying.
GATHERINGS = frozenset(("club", "gruppe", "klub", "team", "verband", "verein"))
# What is left out first when the words find nothing together: here, everybody helps.
TELL_LITTLE = GATHERINGS | frozenset(
    ("ehrenamt", "ehrenamtlich", "group", "help", "hilfe", "volunteer", "volunteering")
)
# Of "Computerkurs" the computer tells more.
OCCASIONS = GATHERINGS | frozenset(
    ("abend", "angebot", "haus", "kreis", "kurs", "runde", "stelle", "stunde", "training", "treff", "zentrum")
)
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
    folded = join_known_pairs(fold(text[:MAX_TEXT]))
    words = [word for word in dict.fromkeys(folded.split()) if len(word) <= LONGEST]
    telling = [word for word in words if word not in STOP_WORDS]
    return (telling or words)[:MAX_WORDS]


def _word(typed: str) -> Word:
    whole = Term(typed, is_beginning=len(typed) >= SHORTEST_BEGINNING)
    ways = [(whole,)]
    if not (whole.is_beginning and stem(typed).startswith(typed)):
        ways.append((Term(stem(typed)),))
    halves = halves_of(typed)
    if halves:
        # "Kinderchor" is also a choir for children.
        ways.append(_all_of(halves[:1] if halves[1] in GATHERINGS else halves))
    ways += map(_all_of, other_words_for(typed))
    return Word(typed, tuple(dict.fromkeys(ways)))


def _all_of(words: Iterable[str]) -> tuple[Term, ...]:
    return tuple(Term(stem(word)) for word in words)
