"""What an answer was made of, so that a cache in front of the site can drop exactly what a change touches.

A key names one thing ("page-7", "image-3", "organisation-<public id>") or a kind of which an answer lists some
("pages", "news", "site"). Caches know the header under the names Surrogate-Key (Fastly), xkey (Varnish) and
Cache-Tag (Cloudflare).
"""

import re
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponseBase

HEADER = "Surrogate-Key"
# Servers refuse long headers; nginx takes 4 KB for all of an answer's together.
LONGEST = 1500
_KEY = re.compile(r"[a-z]+(-[A-Za-z0-9-]+)?\Z")


def tag(request: HttpRequest, *keys: str) -> None:
    """Note what the answer to this request shows. Call it outside of what is kept (`cached`)."""
    if wrong := [key for key in keys if not _KEY.match(key)]:
        raise ValueError(f"Not a surrogate key: {wrong[0]!r}")
    request.__dict__.setdefault("_surrogate_keys", set()).update(keys)


def keys_of(request: HttpRequest) -> set[str]:
    return request.__dict__.get("_surrogate_keys", set())


def name_keys(request: HttpRequest, response: HttpResponseBase) -> None:
    """Write the header, if the answer has not got it yet and anything was noted."""
    if keys_of(request) and HEADER not in response:
        response[HEADER] = header(keys_of(request))


def header(keys: Iterable[str]) -> str:
    """Return the keys in one line. When they are too many, kinds stand for their things.

    Whoever drops a thing drops its kind as well, so nothing stale stays; more than necessary goes.
    """
    words = " ".join(sorted(set(keys)))
    return words if len(words) <= LONGEST else " ".join(sorted({kind_of(key) for key in keys}))


def kind_of(key: str) -> str:
    """Return "pages" for "page-7"; a kind is its own."""
    name, dash, _thing = key.partition("-")
    return f"{name}s" if dash else name
