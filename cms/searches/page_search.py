"""Pages by their words, for lists in apps below the one that keeps these words."""

from collections.abc import Callable, Sequence

# Returns the keys of pages in groups, the best first; the last group has all that match.
RankedPages = Callable[[str], list[Sequence[int]]]

_sources: list[RankedPages] = []


def find_pages_with(source: RankedPages) -> None:
    _sources.append(source)


def ranks_of_pages(text: str) -> dict[int, int]:
    """Return {key of a page with all the words: its rank}, of whatever town and also of drafts; 0 is the best."""
    ranks: dict[int, int] = {}
    for source in _sources:
        for rank, keys in enumerate(source(text)):
            for key in keys:
                ranks.setdefault(key, rank)
    return ranks
