"""The everyday words of editors for the search, and their notes for those who search."""

from cms.caching.content_version import cached, content_version
from cms.common.folding import fold
from cms.search.kept_words import KeptWords
from cms.search.word_lists import ways_in

from .models import EverydayWord, SearchNote

# Each word that somebody types asks for them, so they stay in the process.
_kept: tuple[str, KeptWords] = ("", ())


def words_of_editors() -> KeptWords:
    global _kept
    version = content_version()
    if _kept[0] != version:
        rows = EverydayWord.objects.values_list("word", "meaning")
        _kept = (version, tuple((fold(word), ways_in(meaning)) for word, meaning in rows))
    return _kept[1]


def notes_on(text: str, site) -> list[str]:
    """Return what the editors of a town tell those who type one of these words."""
    if not text or site is None:
        return []
    notes = cached(f"search-notes:{site.pk}", lambda: _notes_of(site))
    typed = fold(text)
    return [note for word, note in notes if f" {word} " in f" {typed} "]


def _notes_of(site) -> list[tuple[str, str]]:
    rows = SearchNote.objects.filter(site=site).values_list("word", "text")
    return [(fold(word), text) for word, text in rows]
