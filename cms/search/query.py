"""Parses a typed query. All words must match; each matches in any one of several ways."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from cms.common.folding import MAX_TEXT, MAX_WORDS, fold

from .compounds import halves_of, parts_of, stem
from .families import infinitive_of, relatives_of
from .german_words import is_german
from .kept_words import KeptWords, kept_words
from .seeking import without_seeking
from .subjects import meanings_of, subject_in
from .word_lists import Ways, folded_words_of, join_phrases
from .words import LONGEST

# Left out, unless they are the whole query.
STOP_WORDS = folded_words_of("stop_words.txt")
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
    words = _searched_words(text, others)
    # Whoever types on is in the middle of the last word.
    return Query(
        tuple(_word(word, others, word == words[-1] or not is_german(word)) for word in words),
    )


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
    typed = [word for word in without_seeking(text[:MAX_TEXT]) if len(word) <= LONGEST]
    words = list(dict.fromkeys(join_phrases(typed, others)))
    telling = [word for word in words if word not in STOP_WORDS]
    return (telling or words)[:MAX_WORDS]


def _word(typed: str, others: dict[str, Ways], may_go_on: bool) -> Word:
    meant = [_all_of(words) for words in meanings_of(typed, others)]
    if " " in typed:
        return Word(typed, tuple(dict.fromkeys([*_phrase(typed), *meant]))[:MOST_WAYS], exact=1)
    exact = list(dict.fromkeys([(Term(typed),), (Term(stem(typed)),)]))
    wider = [(Term(typed, is_beginning=True),)] if may_go_on and len(typed) >= SHORTEST_BEGINNING else []
    if about := subject_in(typed):
        wider.append((Term(stem(about)),))
    elif halves := halves_of(typed):
        # "Kinderchor" is also a choir for children.
        wider.append(_all_of(halves))
    relatives = [(Term(stem(word)),) for word in _family(typed)]
    ways = tuple(dict.fromkeys([*exact, *wider, *meant, *relatives]))
    return Word(typed, ways[:MOST_WAYS], len(exact))


def _family(typed: str) -> tuple[str, ...]:
    # "Markt" is no form of "marken".
    verb = infinitive_of(typed) if typed.endswith("iert") else ""
    return (verb, *relatives_of(verb)) if verb else relatives_of(typed)


def _phrase(typed: str) -> list[Way]:
    """The words of a phrase themselves, unless only one of them says something: "sich wehren"."""
    telling = [word for word in typed.split() if word not in STOP_WORDS]
    return [_all_of(telling)] if len(telling) > 1 else []


def _all_of(words: Iterable[str]) -> tuple[Term, ...]:
    return tuple(Term(stem(word)) for word in words)
