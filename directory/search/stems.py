"""Snowball's German stemming. It takes ae, oe and ue for ä, ö and ü: "Chöre" and "Chor" are one."""

import threading
from functools import lru_cache

import Stemmer

# A stemmer must not be used by two threads at a time.
_own = threading.local()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    if not hasattr(_own, "stemmer"):
        _own.stemmer = Stemmer.Stemmer("german")
    return _own.stemmer.stemWord(word)
