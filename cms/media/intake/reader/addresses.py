"""Addresses inside files: which ones make a reader's computer fetch, start or tell something."""

import re

SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):", re.IGNORECASE)
# What a person follows with a click, and knows how to judge.
HARMLESS = {
    "http",
    "https",
    "mailto",
    "tel",
    "sms",
    "fax",
    "ftp",
    "geo",
    "sip",
    "urn",
    "doi",
    "xmpp",
    "webcal",
}
# A path on the author's own computer leads nowhere on any other.
ON_A_DRIVE = re.compile(r"file:/{0,3}[a-z][:|]", re.IGNORECASE)
IN_THE_FILE = re.compile(r"data:image/", re.IGNORECASE)
OTHER_COMPUTER = re.compile(r"[\\/]{2}")


def is_remote(address: str) -> bool:
    """Whether opening the address asks another computer for something."""
    plain = _plain(address)
    if OTHER_COMPUTER.match(plain):
        return True
    return bool(SCHEME.match(plain)) and not (ON_A_DRIVE.match(plain) or IN_THE_FILE.match(plain))


def is_risky_link(address: str) -> bool:
    """Whether a click does more than open a page, a mail or a call: file shares and schemes that start programs."""
    plain = _plain(address)
    scheme = SCHEME.match(plain)
    if scheme is None or ON_A_DRIVE.match(plain):
        return bool(OTHER_COMPUTER.match(plain))
    return scheme[1].lower() not in HARMLESS


def _plain(address: str) -> str:
    # Programs skip white space and control characters within a scheme, and decode what is escaped.
    plain = re.sub(r"[\x00-\x20\ufeff]+", "", address)
    return plain.replace("%5c", "\\").replace("%5C", "\\").replace("%2f", "/").replace("%2F", "/")
