"""The word lists in `lists/`, which has a README of its own."""

import re
from functools import lru_cache
from pathlib import Path

import Stemmer

from cms.common.folding import fold, fold_bare

LISTS = Path(__file__).parent / "lists"
# A phrase has so many words at most.
LONGEST_PHRASE = 4
# Languages whose words change their endings more than a list can hold. Ukrainian is close enough to Russian.
_STEMMED = {name: name for name in ("arabic", "english", "russian", "turkish")} | {"ukrainian": "russian"}
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
    return len(words) == length and bool(other_words_for(" ".join(words), others))


def other_words_for(word: str, others: dict[str, Ways], by_stem: bool = False) -> Ways:
    """Return what a folded word or phrase means in the words of clubs. `others` are those that editors keep.

    `by_stem` also finds words of other languages by another ending.
    """
    found = (*others.get(word, ()), *everyday_words().get(word, ()))
    if found or not by_stem:
        return found
    by_language = (stems.get(_stem(word, name), ()) for name, stems in _by_stem().items())
    return next(filter(None, by_language), ())


@lru_cache(maxsize=1)
def everyday_words() -> dict[str, Ways]:
    found: dict[str, Ways] = {}
    for path in sorted((LISTS / "everyday").glob("*.txt")):
        for word, ways in _ways_of(path).items():
            found[word] = tuple(dict.fromkeys((*found.get(word, ()), *ways)))
    return found


@lru_cache(maxsize=1)
def _by_stem() -> dict[str, dict[str, Ways]]:
    """Return the same by their stems, for the languages in which an ending says little."""
    found: dict[str, dict[str, Ways]] = {}
    for name in _STEMMED:
        for word, ways in _ways_of(LISTS / "everyday" / f"{name}.txt").items():
            # A German word is no ending away from an English one.
            if not (_LATIN.fullmatch(word) and len(word) < 5):
                found.setdefault(name, {}).setdefault(_stem(word, name), ways)
    return found


def _ways_of(path: Path) -> dict[str, Ways]:
    found: dict[str, Ways] = {}
    for typed, meant in _pairs(path):
        ways = ways_in(meant)
        for word in filter(None, (each.strip() for each in typed.split(","))):
            found |= dict.fromkeys((fold(word), fold_bare(word)), ways)
    return found


def ways_in(text: str) -> Ways:
    """Read what somebody wrote as "senioren, menschen 65+"."""
    return tuple(tuple(words) for each in text.split(",") if (words := fold(each).split()))


def _stem(words: str, language: str) -> str:
    return " ".join(map(_stemmer(language).stemWord, words.split()))


def _stemmer(language: str) -> Stemmer.Stemmer:
    # A new one each time, since they are not thread-safe: it takes a microsecond.
    return Stemmer.Stemmer(_STEMMED[language])


def pairs_of_list(name: str) -> list[tuple[str, str]]:
    """Return both sides of each "=" in a list."""
    return _pairs(LISTS / name)


def words_of_list(name: str) -> list[str]:
    """Return the words of a list; a line holds one or more."""
    return " ".join(_lines_of(LISTS / name)).split()


def phrases_of_list(name: str) -> list[str]:
    """Return the lines of a list."""
    return _lines_of(LISTS / name)


def _pairs(path: Path) -> list[tuple[str, str]]:
    parts = (line.partition("=") for line in _lines_of(path))
    return [(typed.strip(), meant.strip()) for typed, _, meant in parts]


def _lines_of(path: Path) -> list[str]:
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]
