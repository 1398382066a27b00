"""Tells the verb in "Chor sucht Sänger" from the noun in "Hilfe bei Sucht": once folded, both are the same word.

In doubt it is the noun, since nobody in need may be left without an answer.
"""

import re

from cms.common.folding import fold

from .german_words import is_listed
from .never_guessed import is_never_guessed
from .word_lists import folded_words_of, other_words_for

SEEKS = "sucht"
# They seek without a name: "wer sucht Mitspieler". Other words that say nothing stand before the noun: "bei", "eine".
WHO = frozenset(("wer", "jemand", "man", "noch"))
_SAYS_NOTHING = folded_words_of("stop_words.txt") - folded_words_of("gatherings.txt") - WHO
_NO_SEEKERS = frozenset(("hilfe", "hilfen", "thema", "ausstieg"))
_ADDICTION = """
    selbsthilfe beratung beratungsstelle angehoerige angehoeriger angehoerigen therapie klinik vorbeugung praevention
    problem probleme raus weg los frei
"""
_ABOUT_ADDICTION = frozenset(_ADDICTION.split())
_NOUN = re.compile(r"(?<=\s)Sucht\b")
# As clubs write it in the middle of a sentence.
_WRITTEN_VERB = re.compile(r"(?<=\S\s)sucht(?=\s+\w)")


def without_seeking(text: str) -> list[str]:
    """Return the folded words of what somebody typed, without the verb."""
    words = fold(text).split()
    if SEEKS not in words or _NOUN.search(text):
        return words
    at = words.index(SEEKS)
    before, after = words[:at], words[at + 1 :]
    return before + after if _is_verb(before, after) else words


def without_written_seeking(text: str) -> str:
    """Return a text without the verb, if whoever wrote it gives nouns a capital."""
    return text if text.islower() else _WRITTEN_VERB.sub(" ", text)


def _is_verb(before: list[str], after: list[str]) -> bool:
    if any(map(_is_about_addiction, [*before, *after])):
        return False
    if not (before and after):
        return bool(after) and after[0] in WHO
    who, whom = before[-1], after[0]
    # "spiel sucht" is a way to write "Spielsucht".
    is_compound = is_listed(f"{who}{SEEKS}") or is_listed(f"{SEEKS}{whom}")
    return who not in _SAYS_NOTHING | _NO_SEEKERS and whom not in ("und", "oder") and not is_compound


def _is_about_addiction(word: str) -> bool:
    return word in _ABOUT_ADDICTION or is_never_guessed(word) or (SEEKS,) in other_words_for(word, {})
