"""The word lists in `lists/`, which has a README of its own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import Stemmer

from cms.common.folding import fold, fold_bare

LISTS = Path(__file__).parent / "lists"
# A phrase has so many words at most.
LONGEST_PHRASE = 4
GERMAN = ("german",)
# Words change their endings more than a list can hold.
_FOREIGN = ("arabic", "english", "russian", "turkish", "ukrainian")
# Snowball knows no Ukrainian: what is left without one of these is close enough. They are folded: "й" is "и".
_UKRAINIAN = re.compile(
    r"(?:ями|ами|ові|еві|ого|ому|ими|ею|ою|ам|ям|ах|ях|ів|іи|им|ім|их|іх|оі|ии|ать|ять|ити|ати|яти|[аеиіоуюяєь])$"
)
# "And", "with", "for" and the article are written together with the word, and Snowball takes not all of them off.
_ARABIC = re.compile(r"^[وف]?(?:[بك]?ال|لل|ل)(?=\w{3})")
ALL_LANGUAGES = (*GERMAN, *_FOREIGN)
# A shorter stem is that of too many words: "Dame" and "Damm".
SHORTEST_STEM = 5
_LATIN = re.compile(r"[a-z0-9 ]+")

# Ways to say the same; each is a tuple of folded words that belong together.
Ways = tuple[tuple[str, ...], ...]


def join_phrases(words: list[str], others: dict[str, Ways]) -> list[str]:
    """Return the words with those of a known phrase as one: "learn german"."""
    joined, at = [], 0
    while at < len(words):
        length = next(
            (n for n in range(LONGEST_PHRASE, 1, -1) if _is_phrase(words[at : at + n], n, others)), 1
        )
        joined.append(" ".join(words[at : at + length]))
        at += length
    return joined


def _is_phrase(words: list[str], length: int, others: dict[str, Ways]) -> bool:
    return len(words) == length and bool(other_words_for(" ".join(words), others, ALL_LANGUAGES))


def other_words_for(word: str, others: dict[str, Ways], languages: Iterable[str] = GERMAN) -> Ways:
    """Return what a folded word or phrase means in the words of clubs. `others` are those that editors keep.

    In these languages, it is also found by another ending.
    """
    return (*others.get(word, ()), *_meaning(word, languages).close)


def general_words_for(word: str, languages: Iterable[str] = GERMAN) -> Ways:
    """Return words for much at once, among which it may be."""
    return _meaning(word, languages).general


@dataclass(frozen=True)
class Meaning:
    """What a word means: the closest words, and those of `general_words.txt` that stand behind them."""

    close: Ways = ()
    general: Ways = ()

    def __or__(self, other: "Meaning") -> "Meaning":
        close = dict.fromkeys((*self.close, *other.close))
        general = dict.fromkeys((*self.general, *other.general))
        return Meaning(tuple(close), tuple(each for each in general if each not in close))


def _meaning(word: str, languages: Iterable[str]) -> Meaning:
    if word in everyday_words():
        return everyday_words()[word]
    by_language = (_by_stem().get(name, {}).get(stem_in(name, word)) for name in languages)
    return next(filter(None, by_language), Meaning())


@lru_cache(maxsize=2)
def everyday_words(language: str = "*") -> dict[str, Meaning]:
    """Return those of all languages, or of one, and what they mean."""
    found: dict[str, Meaning] = {}
    for path in sorted((LISTS / "everyday").glob(f"{language}.txt")):
        for word, meaning in _meanings_of(path).items():
            found[word] = found.get(word, Meaning()) | meaning
    return _words_beside() | found


@lru_cache(maxsize=1)
def _words_beside() -> dict[str, Meaning]:
    """Return the German words on the right: "bienen" may be what stands beside them, "imker"."""
    found: dict[str, Meaning] = {}
    for _typed, meant in _pairs(LISTS / "everyday" / "german.txt"):
        ways = _read_meaning(meant).close
        for way in ways:
            beside = Meaning(general=tuple(each for each in ways if each != way))
            found[" ".join(way)] = found.get(" ".join(way), Meaning()) | beside
    return found


@lru_cache(maxsize=1)
def _by_stem() -> dict[str, dict[str, Meaning]]:
    """Return the same by their stems, for each language."""
    found: dict[str, dict[str, Meaning]] = {}
    for name in ALL_LANGUAGES:
        for word, meaning in _meanings_of(LISTS / "everyday" / f"{name}.txt").items():
            stem = stem_in(name, word)
            # A German word is no ending away from an English one.
            if not (_LATIN.fullmatch(word) and len(stem) < SHORTEST_STEM):
                found.setdefault(name, {}).setdefault(stem, meaning)
    return found


def _meanings_of(path: Path) -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for typed, meant in _pairs(path):
        meaning = _read_meaning(meant)
        for word in filter(None, (each.strip() for each in typed.split(","))):
            for spelled in {fold(word), fold_bare(word)}:
                found[spelled] = found.get(spelled, Meaning()) | meaning
    return found


def _read_meaning(text: str) -> Meaning:
    ways = ways_in(text)
    general = tuple(way for way in ways[1:] if _general_words().issuperset(way))
    return Meaning(tuple(way for way in ways if way not in general), general)


def ways_in(text: str) -> Ways:
    """Read what somebody wrote as "senioren, menschen 65+"."""
    return tuple(tuple(words) for each in text.split(",") if (words := fold(each).split()))


@lru_cache(maxsize=20_000)
def stem_in(language: str, words: str) -> str:
    if language == "ukrainian":
        return " ".join(
            _UKRAINIAN.sub("", word) if len(word) > SHORTEST_STEM else word for word in words.split()
        )
    if language == "arabic":
        words = " ".join(_ARABIC.sub("", word) for word in words.split())
    # A new one each time, since they are not thread-safe: it takes a microsecond.
    return " ".join(map(Stemmer.Stemmer(language).stemWord, words.split()))


def pairs_of_list(name: str) -> list[tuple[str, str]]:
    """Return both sides of each "=" in a list."""
    return _pairs(LISTS / name)


def words_of_list(name: str) -> list[str]:
    """Return the words of a list; a line holds one or more."""
    return " ".join(_lines_of(LISTS / name)).split()


def folded_words_of(name: str) -> frozenset[str]:
    return frozenset(fold(" ".join(words_of_list(name))).split())


@lru_cache(maxsize=1)
def _general_words() -> frozenset[str]:
    return folded_words_of("general_words.txt")


def _pairs(path: Path) -> list[tuple[str, str]]:
    parts = (line.partition("=") for line in _lines_of(path))
    return [(typed.strip(), meant.strip()) for typed, _, meant in parts]


def _lines_of(path: Path) -> list[str]:
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]
