"""Surrogate keys: what a response shows, so that caches in front of the site purge exactly what a change affects.

A key names one thing ("page-7", "image-3", "organisation-<public id>") or a kind that the response lists ("pages",
"news", "site"). Caches call the header Surrogate-Key (Fastly), xkey (Varnish) or Cache-Tag (Cloudflare).
"""

import re
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponseBase

HEADER = "Surrogate-Key"
# Servers refuse long headers; nginx allows 4 KB for all headers of a response.
LONGEST = 1500
_KEY = re.compile(r"[a-z]+(-[A-Za-z0-9-]+)?\Z")


def tag(request: HttpRequest, *keys: str) -> None:
    """Record what the response shows. Call it outside of `cached`, or cache hits would not record it."""
    if wrong := [key for key in keys if not _KEY.match(key)]:
        raise ValueError(f"Not a surrogate key: {wrong[0]!r}")
    request.__dict__.setdefault("_surrogate_keys", set()).update(keys)


def keys_of(request: HttpRequest) -> set[str]:
    return request.__dict__.get("_surrogate_keys", set())


def name_keys(request: HttpRequest, response: HttpResponseBase) -> None:
    """Set the header from the recorded keys, unless it is already set."""
    if keys_of(request) and HEADER not in response:
        response[HEADER] = header(keys_of(request))


def header(keys: Iterable[str]) -> str:
    """Return the keys as one line. If there are too many, each is replaced by its kind.

    Purging a thing also purges its kind, so nothing stale remains; only more than necessary is purged.
    """
    words = " ".join(sorted(set(keys)))
    return words if len(words) <= LONGEST else " ".join(sorted({kind_of(key) for key in keys}))


def kind_of(key: str) -> str:
    """Return "pages" for "page-7"; a kind stays as it is."""
    name, dash, _thing = key.partition("-")
    return f"{name}s" if dash else name
