"""Names of hosts with umlauts: the DNS, requests and the database know "xn--kln-sna.example", people "köln.example"."""

from urllib.parse import SplitResult, urlsplit, urlunsplit

import idna


def ascii_host(host: str) -> str:
    """The name as the DNS knows it, in small letters; also of ".example.org". Raise ValueError where there is none."""
    host = host.strip()
    if host.isascii():
        return host.lower()
    dot = "." if host.startswith(".") else ""
    # With the mapping that browsers use: capitals, and both ways to write "ö".
    return dot + idna.encode(host.removeprefix("."), uts46=True).decode()


def readable_host(host: str) -> str:
    """The name as people write it; one that would read like another stays as it is."""
    try:
        readable = idna.decode(host)
        return readable if ascii_host(readable) == host else host
    except ValueError:
        return host


def ascii_url(url: str) -> str:
    parts = urlsplit(url)
    return _with_host(parts, ascii_host(parts.hostname)) if parts.hostname and not url.isascii() else url


def readable_url(url: str) -> str:
    parts = urlsplit(url)
    return _with_host(parts, readable_host(parts.hostname)) if "xn--" in (parts.hostname or "") else url


def _with_host(parts: SplitResult, host: str) -> str:
    login, at, place = parts.netloc.rpartition("@")
    port = place.partition(":")[2]
    netloc = f"{login}{at}{host}{':' if port else ''}{port}"
    return urlunsplit((parts.scheme, netloc, parts.path, parts.query, parts.fragment))
