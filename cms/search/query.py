"""Parses a typed query. All words must match; each matches in any one of several ways."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from cms.common.folding import MAX_TEXT, MAX_WORDS, fold

from .compounds import halves_of, parts_of, stem
from .families import relatives_of
from .german_words import is_german
from .kept_words import KeptWords, kept_words
from .word_lists import Ways, join_phrases, other_words_for
from .words import LONGEST

# Words without meaning, unless they are the whole query.
_STOP_WORDS = """
    aber alle allem allen als also am an auch auf aus bei beim bin bis da das dem den der des die dies diese dieser
    dir du durch e ein eine einem einen einer eines er es ev fuer gibt hab habe haben hat ich ihr im in ins ist kann
    kein keine man mein meine meinem meinen mich mir mit moechte nach nicht noch oder ohne sich sie sind so suche
    suchen ueber um und uns unser unsere v vom von vor wann was welche wer wie will wir wird wo zu zum zur
    and for looking machen my of the to with
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
# "Fußballverein" is about football; that it is a club goes without saying.
GATHERINGS = frozenset(("club", "gruppe", "klub", "team", "verband", "verein"))
# Dropped first if the words have no common match: everybody here helps and volunteers.
TELL_LITTLE = GATHERINGS | frozenset(
    ("ehrenamt", "ehrenamtlich", "group", "help", "hilfe", "volunteer", "volunteering")
)
# In "Computerkurs", the computer matters more.
_OCCASIONS = """
    abend angebot ausflug cafe fan fest freund freunde haus kreis kurs lehrer lehrgang mannschaft mitglied nachmittag
    profi projekt runde saal schule spieler stelle stunde szene tag termin trainer training treff treffen turnier
    uebung unterricht veranstaltung werkstatt wettbewerb workshop zentrum
"""
OCCASIONS = GATHERINGS | frozenset(_OCCASIONS.split())
# A single letter is a prefix of too many words.
SHORTEST_BEGINNING = 2
MOST_WORDS_OF_MANY = 40
# Keeps a search bounded, whatever somebody types.
MOST_WAYS = 16


@dataclass(frozen=True)
class Term:
    """A folded word or stem; `is_beginning` makes it match as a prefix."""

    text: str
    is_beginning: bool = False


Way = tuple[Term, ...]


@dataclass(frozen=True)
class Word:
    """A typed word, found in any of the `ways`, each of which needs all its terms.

    The first `exact` ways are the word itself and its other endings.
    """

    typed: str
    ways: tuple[Way, ...]
    exact: int = 0


@dataclass(frozen=True)
class Query:
    """Without words ("?!"), nothing matches."""

    words: tuple[Word, ...] = ()

    @property
    def exactly(self) -> "Query":
        """The same for the words themselves, not what begins so or means the same."""
        return Query(tuple(Word(word.typed, word.ways[: word.exact]) for word in self.words))

    def fits(self, terms: Collection[str]) -> bool:
        """Whether a text with these terms has all the words."""
        return all(any(all(_is_in(term, terms) for term in way) for way in word.ways) for word in self.words)


def _is_in(term: Term, terms: Collection[str]) -> bool:
    return term.text in terms or term.is_beginning and any(each.startswith(term.text) for each in terms)


def read_query(text: str) -> Query:
    return _read(text[:MAX_TEXT], kept_words())


@lru_cache(maxsize=1_000)
def _read(text: str, kept: KeptWords) -> Query:
    others = dict(kept)
    return Query(tuple(_word(word, others) for word in _searched_words(text, others)))


def query_for_any(words: Iterable[str], are_beginnings: bool = False) -> Query:
    """Return a query for entries with any of the words, their stems or their parts."""
    ways: dict[tuple[Term, ...], None] = {}
    for word in sorted(fold(" ".join(words)).split())[:MOST_WORDS_OF_MANY]:
        terms = (Term(word, are_beginnings), Term(stem(word)), *map(Term, map(stem, parts_of(word))))
        ways |= dict.fromkeys((term,) for term in terms)
    return Query((Word("", tuple(ways)),) if ways else ())


def searched_words(text: str) -> list[str]:
    """Return the folded words that matter, up to a sensible number; a known phrase is one of them."""
    return _searched_words(text, dict(kept_words()))


def _searched_words(text: str, others: dict[str, Ways]) -> list[str]:
    typed = [word for word in fold(text[:MAX_TEXT]).split() if len(word) <= LONGEST]
    words = list(dict.fromkeys(join_phrases(typed, others)))
    telling = [word for word in words if word not in STOP_WORDS]
    return (telling or words)[:MAX_WORDS]


def _word(typed: str, others: dict[str, Ways]) -> Word:
    meant = [_all_of(words) for words in other_words_for(typed, others, by_stem=not is_german(typed))]
    if " " in typed:
        itself = tuple(Term(stem(word)) for word in typed.split())
        return Word(typed, tuple(dict.fromkeys([itself, *meant]))[:MOST_WAYS], exact=1)
    exact = list(dict.fromkeys([(Term(typed),), (Term(stem(typed)),)]))
    wider = [(Term(typed, is_beginning=True),)] if len(typed) >= SHORTEST_BEGINNING else []
    wider += [(Term(stem(word)),) for word in relatives_of(typed)]
    halves = halves_of(typed)
    if halves:
        # "Kinderchor" is also a choir for children.
        wider.append(_all_of(halves[:1] if halves[1] in GATHERINGS else halves))
    ways = tuple(dict.fromkeys([*exact, *wider, *meant]))
    return Word(typed, ways[:MOST_WAYS], len(exact))


def _all_of(words: Iterable[str]) -> tuple[Term, ...]:
    return tuple(Term(stem(word)) for word in words)
