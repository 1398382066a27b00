"""What a word is about, in the words of clubs: "moscheeverein" is about "moschee", which is about religion."""

from collections.abc import Collection

from .compounds import LINKS, SHORTEST, is_part
from .families import infinitive_of
from .german_words import is_german, is_listed
from .never_guessed import is_never_guessed
from .word_lists import (
    ALL_LANGUAGES,
    GERMAN,
    Ways,
    folded_words_of,
    general_words_for,
    other_words_for,
)

# "Fußballverein" is about football; that it is a club goes without saying.
GATHERINGS = folded_words_of("gatherings.txt")
# In "Skatturnier", skat matters more.
OCCASIONS = GATHERINGS | folded_words_of("occasions.txt")


def meanings_of(typed: str, others: dict[str, Ways]) -> Ways:
    """Return what a folded word or phrase means, or what the one before "-verein" or "-kurs" does."""
    languages = languages_of(typed)
    meant = other_words_for(typed, others, languages) or other_words_for(infinitive_of(typed), {})
    if is_never_guessed(typed):
        # Nothing else will be tried for it.
        meant = (*meant, *general_words_for(typed, languages))
    about = "" if meant else subject_in(typed)
    return other_words_for(about, others) if about else meant


def languages_of(word: str) -> tuple[str, ...]:
    """Return the languages in which a word may have another ending."""
    return GERMAN if is_german(word) else ALL_LANGUAGES


def subject_in(word: str) -> str:
    """Return what a compound is about whose ending goes without saying, or "".

    For illnesses and emergencies nothing is tried later, so more endings do.
    """
    return subject_of(word, OCCASIONS if is_never_guessed(word) else GATHERINGS)


def subject_of(word: str, endings: Collection[str]) -> str:
    """Return what a folded compound is about if it ends in one of the endings: "moschee" for "moscheeverein", or ""."""
    heads = (word.removesuffix(ending) for ending in endings if word.endswith(ending))
    # The longest ending first: of "Spieletreffen", it is "treffen".
    for head in sorted(filter(None, heads), key=len):
        if known := next(filter(_is_word, possible_heads(head)), ""):
            return known
    return ""


def possible_heads(head: str) -> list[str]:
    """Return a head and what it may be without its link: "freitag" before "freitags", but "haus" before "hau"."""
    shorter = [head.removesuffix(link) for link in LINKS if head.endswith(link)]
    return [head, *shorter] if is_part(head) or not head.endswith("s") else [*shorter, head]


def _is_word(text: str) -> bool:
    return len(text) >= SHORTEST and (is_listed(text) or bool(other_words_for(text, {})))
