"""Caches wording made from plain values, since looking up translations dominates the cost of a list's row."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from django.utils.translation import get_language

P = ParamSpec("P")
T = TypeVar("T")

CACHE_SIZE = 4096


def kept_in_each_language(make: Callable[P, T]) -> Callable[P, T]:
    """Memoise a function that depends only on its (hashable) arguments and the active language."""

    @lru_cache(CACHE_SIZE)
    def make_in(language: str | None, *args: P.args, **kwargs: P.kwargs) -> T:
        return make(*args, **kwargs)

    @wraps(make)
    def cached(*args: P.args, **kwargs: P.kwargs) -> T:
        return make_in(get_language(), *args, **kwargs)

    return cached
