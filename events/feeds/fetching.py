"""Fetches a calendar: only from the public internet, each redirect checked, with an end to size and time."""

from dataclasses import dataclass
from http.client import HTTPException
from time import monotonic
from urllib.parse import urljoin

from django.conf import settings

from cms.common.outbound.connection import connected, fault_of, path_of
from cms.common.outbound.targets import TargetError, check_address, resolve

LARGEST = 2_000_000
# In all, with every redirect.
SECONDS = 10.0
MOST_REDIRECTS = 5
ACCEPT = "text/calendar, text/html;q=0.8, application/ld+json;q=0.7, */*;q=0.1"


class FetchError(Exception):
    """`fault` is a key of `words.FAULTS`."""

    def __init__(self, fault: str):
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class Fetched:
    """`body` is None if nothing has changed since."""

    body: bytes | None
    etag: str = ""
    last_modified: str = ""


def normalised(url: str) -> str:
    """Return the address of a subscription as one that can be fetched."""
    url = url.strip()
    return f"https://{url[9:]}" if url[:9].casefold() == "webcal://" else url


def fetch(url: str, etag: str = "", last_modified: str = "") -> Fetched:
    """Raise FetchError."""
    conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers = {"User-Agent": "Engagierte-Stadt-Kalender/1", "Accept": ACCEPT, "Accept-Encoding": "identity"}
    headers |= {name: value for name, value in conditions.items() if value}
    ends_at = monotonic() + SECONDS
    for _hop in range(MOST_REDIRECTS + 1):
        try:
            answer = _get(url, headers, ends_at - monotonic())
        except TargetError as error:
            raise FetchError("private") from error
        except (OSError, HTTPException, UnicodeError, ValueError) as error:
            raise FetchError(fault_of(error)) from error
        if isinstance(answer, Fetched):
            return answer
        url = urljoin(url, answer)
    raise FetchError("redirects")


def _get(url: str, headers: dict[str, str], seconds: float) -> Fetched | str:
    """Return what is there, or where it is."""
    may_be_local = settings.FEEDS_MAY_BE_LOCAL
    parts = check_address(url, may_be_local=may_be_local)
    address = resolve(parts, may_be_local=may_be_local)
    if seconds <= 0:
        raise TimeoutError
    with connected(parts, address, seconds) as connection:
        connection.request("GET", path_of(parts), headers=headers)
        answer = connection.getresponse()
        if answer.status == 304:
            return Fetched(None)
        if answer.status in {301, 302, 303, 307, 308} and answer.headers.get("Location"):
            return answer.headers["Location"]
        if answer.status != 200:
            raise FetchError("gone" if answer.status in {404, 410} else "status")
        body = answer.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise FetchError("large")
        if answer.length:
            # Half a calendar would take half of the dates away.
            raise FetchError("connection")
        # A field of the database, and of our next request.
        told = (answer.headers.get(name, "") for name in ("ETag", "Last-Modified"))
        etag, last_modified = (text if text.isascii() and len(text) <= 100 else "" for text in told)
        return Fetched(body, etag, last_modified)
