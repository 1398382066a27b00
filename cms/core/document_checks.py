"""Documents as they are taken in: the content must be what the name says, readable, and no program."""

from collections.abc import Iterator
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject

from .file_names import suffix_of
from .file_types import EXCEL, PDF, SLIDES, TEXT, UNREADABLE, WORD, type_of

TYPES = {
    ".pdf": {PDF},
    ".docx": {WORD},
    ".xlsx": {EXCEL},
    ".pptx": {SLIDES},
    ".odt": {TEXT},
    ".mp4": {"video/mp4", "video/quicktime"},
    ".webm": {"video/webm", "video/x-matroska"},
}
# How a file of text begins, "" for anything.
TEXTS = {".csv": "", ".txt": "", ".ics": "BEGIN:VCALENDAR", ".vtt": "WEBVTT"}
MARKUP = ("<!doctype", "<html", "<svg", "<script", "<?xml", "<?php", "%pdf-")
# Pages of a PDF that are looked through; a program behind them would have to be clicked there.
MOST_PAGES = 2000
RUNS_SOMETHING = {"/JavaScript", "/Launch"}
DEEPEST = 30

EMPTY = _("The file is empty.")
OTHER_CONTENT = _(
    "The file is not what its name says (%(suffix)s). Please save it anew in the program it was made with."
)
NO_TEXT = _("The file is not a text in one of the usual encodings (UTF-8).")
RUNS = _(
    "The PDF contains a program (JavaScript) or starts one. "
    "Please save it without, for example by printing it into a PDF."
)


def check(file) -> None:
    """Raise a ValidationError for an upload that is something else than its name says, damaged, or a program."""
    file.seek(0)
    content = file.read()
    file.seek(0)
    suffix = suffix_of(file.name)
    if not content.strip():
        raise ValidationError(EMPTY, "empty")
    if suffix in TEXTS:
        _check_text(content, suffix)
    elif suffix in TYPES and type_of(content) not in TYPES[suffix]:
        raise ValidationError(OTHER_CONTENT, "type", {"suffix": suffix.lstrip(".").upper()})
    if suffix == ".pdf":
        _check_pdf(content)


def _check_text(content: bytes, suffix: str) -> None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # As spreadsheets on Windows still write it.
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text or "\ufffd" in text:
        raise ValidationError(NO_TEXT, "encoding")
    beginning = text.lstrip()[:1000]
    if beginning.casefold().startswith(MARKUP) or not beginning.startswith(TEXTS[suffix]):
        raise ValidationError(OTHER_CONTENT, "type", {"suffix": suffix.lstrip(".").upper()})


def _check_pdf(content: bytes) -> None:
    try:
        runs = any(_runs_something(each) for each in _places(PdfReader(BytesIO(content))))
    except FileNotDecryptedError:
        # Nobody can look inside without its password; what it is worth to citizens the findings tell.
        return
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError) as error:
        raise ValidationError(UNREADABLE, "unreadable") from error
    if runs:
        raise ValidationError(RUNS, "program")


def _places(reader: PdfReader) -> Iterator:
    """Where a PDF says what to do: at its opening, by its name, in fields, on pages and in what one clicks there."""
    root = reader.root_object
    yield from (root.get(key) for key in ("/OpenAction", "/AA"))
    names = _resolved(root.get("/Names")) or {}
    if "/JavaScript" in names:
        yield DictionaryObject({**names, "/S": "/JavaScript"})
    form = _resolved(root.get("/AcroForm")) or {}
    yield form.get("/Fields")
    for page in reader.pages[:MOST_PAGES]:
        yield page.get("/AA")
        for mark in _resolved(page.get("/Annots")) or []:
            mark = _resolved(mark) or {}
            yield from (mark.get(key) for key in ("/A", "/AA"))


def _runs_something(thing, depth: int = 0) -> bool:
    thing = _resolved(thing)
    if depth > DEEPEST:
        return False
    if isinstance(thing, ArrayObject):
        return any(_runs_something(each, depth + 1) for each in thing)
    if not isinstance(thing, dict):
        return False
    # `/Parent`, `/P` and `/D` lead back to pages.
    inside = (value for key, value in thing.items() if key not in {"/Parent", "/P", "/D", "/Dest"})
    return thing.get("/S") in RUNS_SOMETHING or any(_runs_something(each, depth + 1) for each in inside)


def _resolved(thing):
    return thing.get_object() if hasattr(thing, "get_object") else thing
