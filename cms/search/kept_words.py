"""The everyday words that editors keep, beside those of the lists."""

from collections.abc import Callable

from .word_lists import Ways

# Folded words and what they mean.
KeptWords = tuple[tuple[str, Ways], ...]

_sources: list[Callable[[], KeptWords]] = []


def kept_words() -> KeptWords:
    return tuple(pair for source in _sources for pair in source())


def keep_words_from(source: Callable[[], KeptWords]) -> None:
    """Register where they come from; what it returns must be hashable and cheap to ask for."""
    _sources.append(source)
