"""The cache's protocol: `PURGE` per address, and one `PURGE` with the surrogate keys."""

import time
from collections.abc import Iterable
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from django.conf import settings

from cms.caching.cache_keys import HEADER

TIMEOUT = 0.5
# Caches respond with 404 or 412 if they held nothing.
DONE = {200, 201, 202, 204, 404, 412}
KEYS_IN_ONE_REQUEST = 100


class PurgeError(Exception):
    """The cache is down, or refused a purge."""


def send(addresses: Iterable[str], keys: Iterable[str], seconds: float) -> None:
    """Purge these from all caches. Raise PurgeError on failure or after that many seconds."""
    ends_at = time.monotonic() + seconds
    for cache in settings.FRONT_CACHE_URLS:
        _send_to(cache, sorted(set(addresses)), sorted(set(keys)), ends_at)


def _send_to(cache: str, addresses: list[str], keys: list[str], ends_at: float) -> None:
    parts = urlsplit(cache)
    connect = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = connect(parts.hostname or "", parts.port, timeout=TIMEOUT)
    try:
        for path, headers in _requests(addresses, keys):
            if time.monotonic() > ends_at:
                raise PurgeError("It takes too long.")
            _ask(connection, path, headers)
    except (OSError, HTTPException) as error:
        raise PurgeError(type(error).__name__) from error
    finally:
        connection.close()


def _requests(addresses: list[str], keys: list[str]):
    if "keys" in settings.FRONT_CACHE_PURGES:
        for start in range(0, len(keys), KEYS_IN_ONE_REQUEST):
            yield "/", {HEADER: " ".join(keys[start : start + KEYS_IN_ONE_REQUEST])}
    if "addresses" in settings.FRONT_CACHE_PURGES:
        for address in addresses:
            parts = urlsplit(address)
            # Skip addresses without a host, so that they do not block others.
            if parts.netloc:
                yield address.partition(parts.netloc)[2] or "/", {"Host": parts.netloc}


def _ask(connection: HTTPConnection, path: str, headers: dict[str, str]) -> None:
    connection.request("PURGE", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status not in DONE:
        raise PurgeError(f"It answers {answer.status}.")
