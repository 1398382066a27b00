"""Pieces of news for what somebody types, read like every search of the site."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, Value, When

from cms.caching.content_version import cached, short
from cms.search.guesses import NO_GUESS, Guess, WordSet, corrected
from cms.searches.page_search import ranks_of_pages


@dataclass(frozen=True)
class FoundNews:
    """The news with all the words, or with those that were probably meant, the best first."""

    news: QuerySet
    guess: Guess = NO_GUESS


def search_news(news: QuerySet, text: str, place: str) -> FoundNews:
    """Search some news; `place` names them in the cache."""
    keys = cached(f"news-keys:{place}", lambda: frozenset(news.order_by().values_list("pk", flat=True)))

    def found(words: str) -> dict[int, int]:
        ranks = ranks_of_pages(words)
        return {key: ranks[key] for key in keys & ranks.keys()}

    def guess() -> Guess:
        return corrected(text, lambda words: len(found(words)), _known_words(news))

    if ranks := found(text):
        return FoundNews(_best_first(news, ranks))
    meant = cached(f"guess-of-news:{place}:{short(text)}", guess)
    return FoundNews(_best_first(news, found(meant.text) if meant.text else {}), meant)


def _best_first(news: QuerySet, ranks: dict[int, int]) -> QuerySet:
    by_rank: dict[int, list[int]] = {}
    for key, rank in ranks.items():
        by_rank.setdefault(rank, []).append(key)
    cases = (When(pk__in=keys, then=Value(rank)) for rank, keys in by_rank.items())
    ranked = news.filter(pk__in=list(ranks)).annotate(
        rank=Case(*cases, default=Value(0), output_field=IntegerField())
    )
    return ranked.order_by("rank", "-date", "-pk")


def _known_words(news: QuerySet) -> WordSet:
    texts = news.order_by().values_list("title", "summary")
    return WordSet.of(f"{title} {summary}" for title, summary in texts)
