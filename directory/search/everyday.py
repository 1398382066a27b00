"""Other words for the same: those that people use and clubs do not, and the English ones of newcomers."""

from functools import lru_cache

from .word_lists import lines_of

# What English writes as two words and the list as one.
_JOINED = {
    "food bank": "foodbank",
    "fire brigade": "firebrigade",
    "first aid": "firstaid",
    "board games": "boardgames",
}


def join_known_pairs(folded: str) -> str:
    for apart, joined in _JOINED.items():
        folded = f" {folded} ".replace(f" {apart} ", f" {joined} ").strip()
    return folded


def other_words_for(word: str) -> tuple[tuple[str, ...], ...]:
    """Return folded alternatives to a folded word, each of one or more words that belong together."""
    return _everyday_words().get(word, ())


@lru_cache(maxsize=1)
def _everyday_words() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for line in lines_of("everyday_words.txt"):
        typed, _, meant = line.partition("=")
        found |= dict.fromkeys(typed.split(), tuple(tuple(each.split("+")) for each in meant.split()))
    return found
