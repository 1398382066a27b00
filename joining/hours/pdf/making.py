"""Asks the process that sets the PDF. Bounded in memory and time, so that nobody waits for ever."""

import json
import logging
import os
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path

from directory.letters.sheet import FONTS

logger = logging.getLogger(__name__)
FOLDER = Path(__file__).parent
TIMEOUT = 15
# One at a time in each process of the site, so that many downloads take no more memory than one.
_turn = threading.Lock()


class PdfUnavailableError(Exception):
    """The document could not be set."""


@dataclass(frozen=True)
class Document:
    """What is printed, in words. A row is club, activity, period, hours and code; `codes` says whether codes stand in
    the table or, of a single row, below it. `logo` and `square` are SVG."""

    title: str
    subtitle: str
    town: str
    office: str
    accent: str
    logo: str
    intro: list[str]
    facts: list[tuple[str, str]]
    columns: list[str]
    rows: list[list[str]]
    total: tuple[str, str]
    check_title: str
    check: list[str]
    code: tuple[str, str] | None
    square: str
    square_text: str
    foot: str
    page_of: str


def make_pdf(document: Document) -> bytes:
    """Return the PDF. Raise PdfUnavailableError."""
    command = [sys.executable, "-I", str(FOLDER / "typesetting.py"), str(FOLDER / "proof.typ"), str(FONTS)]
    if not _turn.acquire(timeout=TIMEOUT):
        raise PdfUnavailableError
    try:
        return _run(command, json.dumps(asdict(document)).encode())
    except (subprocess.SubprocessError, OSError) as error:
        # Not the error's own words: they may hold what is printed.
        logger.error("A proof could not be set: %s", type(error).__name__)
        raise PdfUnavailableError from None
    finally:
        _turn.release()


def _run(command: list[str], document: bytes) -> bytes:
    known = {key: os.environ[key] for key in ("PATH", "LD_LIBRARY_PATH") if key in os.environ}
    return subprocess.run(  # noqa: S603
        command,
        input=document,
        capture_output=True,
        timeout=TIMEOUT,
        # A thread for each core would only cost memory.
        env=known | {"RAYON_NUM_THREADS": "1"},
        check=True,
    ).stdout
