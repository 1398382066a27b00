"""Keeps the words that code makes of plain values: looking up translations costs more than the rest of a list's row."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from django.utils.translation import get_language

P = ParamSpec("P")
T = TypeVar("T")

MOST_KEPT = 4096


def kept_in_each_language(make: Callable[P, T]) -> Callable[P, T]:
    """Decorator of a function whose result follows from its arguments, which can be hashed, and the language alone."""

    @lru_cache(MOST_KEPT)
    def make_in(language: str | None, *args: P.args, **kwargs: P.kwargs) -> T:
        return make(*args, **kwargs)

    @wraps(make)
    def kept(*args: P.args, **kwargs: P.kwargs) -> T:
        return make_in(get_language(), *args, **kwargs)

    return kept
