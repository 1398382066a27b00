"""How much a word says about what somebody looks for: "fussball" more than "kinder", "kinder" more than "kurs"."""

from functools import lru_cache

from .compounds import is_part_by_stem
from .subjects import languages_of, meanings_of
from .word_lists import ALL_LANGUAGES, folded_words_of, general_words_for, stem_in


def tells_little(word: str) -> bool:
    """Whether it is dropped first if the words have no common match: everybody here helps, meets and learns."""
    return any(_has(name, word) for name in ("tell_little.txt", "gatherings.txt", "occasions.txt"))


def is_audience(word: str) -> bool:
    """Whether it is dropped next: what somebody wants to do says more than who they are."""
    return _has("audiences.txt", word)


def is_topic(word: str) -> bool:
    """Whether it is about something that clubs do, like most words of the lists."""
    return has_meaning(word) or is_part_by_stem(word) and not tells_little(word)


def has_meaning(word: str) -> bool:
    """Whether the everyday words tell what it means."""
    meant = meanings_of(word, {}) or general_words_for(word, languages_of(word))
    return bool(meant) and not tells_little(word)


def _has(name: str, word: str) -> bool:
    words, stems = _list(name)
    return word in words or any(stem_in(language, word) in stems[language] for language in languages_of(word))


@lru_cache(maxsize=4)
def _list(name: str) -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    words = folded_words_of(name)
    # A short stem is that of too many words.
    long = [word for word in words if len(word) > 4]
    return words, {each: frozenset(stem_in(each, word) for word in long) for each in ALL_LANGUAGES}
