"""Normalises values that people write in many ways, for comparison; "" if a value identifies nothing."""

import re
from math import cos, hypot, radians
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from cms.common import phones
from cms.common.folding import fold

from .club_words import SHARED_HOSTS

METRES_PER_DEGREE = 111_320
NEAR = 75
COURT = re.compile(r"\b(?:amtsgericht|registergericht|vereinsregister|ag|beim?|des|am)\b")

Position = tuple[float, float]


def comparable_phone(number: str) -> str:
    try:
        return phones.to_e164(number)
    except ValidationError:
        return ""


def comparable_host(website: str) -> str:
    """Return the host, or "" for one that strangers share."""
    try:
        host = urlsplit(website if "//" in website else f"//{website}").hostname or ""
    except ValueError:
        return ""
    host = host.removeprefix("www.")
    if "." not in host:
        return ""
    return "" if any(host == each or host.endswith(f".{each}") for each in SHARED_HOSTS) else host


def comparable_court(court: str) -> str:
    """Return "wittlich" for "Amtsgericht Wittlich" and "AG Wittlich"."""
    return " ".join(COURT.sub(" ", fold(court)).split())


def comparable_register_number(number: str) -> str:
    """Return "123" for "VR 0123", "VR123" and "Nr. 123"."""
    return "".join(re.findall(r"[0-9]+", number)).lstrip("0")


def are_near(some: frozenset[Position], others: frozenset[Position]) -> bool:
    """Whether any two of these places (latitude, longitude in degrees) are within 75 metres."""
    return any(metres_between(one, other) < NEAR for one in some for other in others)


def metres_between(one: Position, other: Position) -> float:
    """On a flat map: exact to centimetres within a town."""
    north = (one[0] - other[0]) * METRES_PER_DEGREE
    east = (one[1] - other[1]) * METRES_PER_DEGREE * cos(radians((one[0] + other[0]) / 2))
    return hypot(north, east)
