"""Cells that only tables of dates have. All functions raise ValueError with a message for editors."""

import re
from datetime import time

from django.utils.translation import gettext as _

from cms.common.folding import fold
from directory.imports.cells import read_clock
from directory.models import Offer

HOURS = re.compile(r"(?:von\s+)?(?P<first>.+?)\s*(?:[-–—]|\bbis\b)\s*(?P<last>.+)", re.IGNORECASE)
FREE = {"0", "frei", "kostenlos", "kostenfrei", "umsonst", "gratis", "nein", "keine", "eintritt frei", "free"}
FREE |= {"kein eintritt", "keine kosten", "kostet nichts", "freier eintritt"}
ZERO = re.compile(r"0+(?:[.,]0+)?\s*(?:€|eur|euro)?", re.IGNORECASE)
FROM = re.compile(r"(?:ab|von)\s*(\d{1,3})|(\d{1,3})\s*\+")
UP_TO = re.compile(r"bis\s*(?:zu\s*)?(\d{1,3})")
BOTH = re.compile(r"(?:von\s*)?(\d{1,3})\s*(?:-|–|bis)\s*(\d{1,3})")
FOR_ALL = {"alle", "jeder", "jedes alter", "alle altersgruppen", "fuer alle", "egal"}


def read_hours(text: str) -> tuple[time, time | None]:
    """Return when it begins and, if the cell says so ("18:30–20 Uhr"), when it ends."""
    found = HOURS.fullmatch(text)
    return (read_clock(found["first"]), read_clock(found["last"])) if found else (read_clock(text), None)


def read_cost(text: str) -> tuple[str, str]:
    """Return the kind of cost and what more is said about it."""
    word = fold(text)
    if word in FREE or ZERO.fullmatch(text):
        return Offer.Cost.FREE, ""
    if word.startswith(("spende", "gegen spende", "auf spende")):
        return Offer.Cost.DONATION, "" if word in ("spende", "spenden") else text
    return (Offer.Cost.FEE if re.search(r"\d", text) else Offer.Cost.UNKNOWN), text


def read_ages(text: str) -> tuple[int | None, int | None]:
    """Return the lowest and the highest age, None where there is no limit."""
    word = re.sub(r"\s*(?:jahren|jahre|jahr|j)\b\.?", "", text.strip().casefold()).strip()
    if fold(word) in FOR_ALL:
        return None, None
    if both := BOTH.fullmatch(word):
        return int(both[1]), int(both[2])
    if lowest := FROM.fullmatch(word):
        return int(lowest[1] or lowest[2]), None
    if highest := UP_TO.fullmatch(word):
        return None, int(highest[1])
    if word.isdecimal():
        return int(word), int(word)
    raise ValueError(_("“%(text)s” is no age. Please write it like 6–10, ab 6 or bis 12.") % {"text": text})
