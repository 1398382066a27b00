"""Plain text: in a usual encoding, and no markup or formula in disguise."""

import codecs
import re
from typing import BinaryIO

from .refusal import Refused

# How a text file must begin; "" for anything.
TEXTS = {".csv": "", ".txt": "", ".ics": "BEGIN:VCALENDAR", ".vtt": "WEBVTT"}
MARKUP = ("<!doctype", "<html", "<svg", "<script", "<?xml", "<?php", "%pdf-")
PIECE = 1024 * 1024
# Tables open in programs that start others: =cmd|'/c calc'!A1
STARTS_PROGRAM = re.compile(r"""(?:^|[;,\t"])\s*[=+@-][^;,\t\n|]{1,80}\|[^;\t\n]{0,200}!""", re.MULTILINE)


def check_text(file: BinaryIO, suffix: str) -> None:
    text = _decoded(file, "utf-8-sig", "strict")
    if text is None:
        # Spreadsheets on Windows still use it.
        text = _decoded(file, "cp1252", "replace") or ""
    if "\x00" in text or "\ufffd" in text:
        raise Refused("encoding")
    beginning = text[:PIECE].lstrip()[:1000]
    if beginning.casefold().startswith(MARKUP) or not beginning.startswith(TEXTS[suffix]):
        raise Refused("type")
    if suffix == ".csv" and STARTS_PROGRAM.search(text):
        raise Refused("dde")


def _decoded(file: BinaryIO, encoding: str, errors: str) -> str | None:
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    file.seek(0)
    pieces = []
    try:
        while piece := file.read(PIECE):
            pieces.append(decoder.decode(piece))
        pieces.append(decoder.decode(b"", final=True))
    except UnicodeDecodeError:
        return None
    return "".join(pieces)
