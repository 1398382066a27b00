"""What a file is, found in its content: names and what browsers say can be made up."""

import zipfile
from io import BytesIO

import filetype
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
TEXT = "application/vnd.oasis.opendocument.text"
SHEET = "application/vnd.oasis.opendocument.spreadsheet"
# What is inside a package tells what it is; a program inside is never welcome.
PARTS = {WORD: "word/document.xml", EXCEL: "xl/workbook.xml", SLIDES: "ppt/presentation.xml"}
NAMED = (TEXT, SHEET)
PROGRAMS = ("vbaproject.bin", "basic/", "scripts/", "macros/", "activex/")
MOST_PARTS = 5000
# Each entry of a ZIP's list of contents begins so.
ENTRY = b"PK\x01\x02"

UNREADABLE = _("The file could not be read. Please check whether it opens on your computer.")
HAS_PROGRAM = _("The file contains a macro. Please save it without macros, or as a PDF.")


def type_of(content: bytes) -> str:
    """Return the MIME type that the content shows, "" for one that nobody may send."""
    if content.startswith(b"PK\x03\x04"):
        return _type_of_package(content)
    found = filetype.guess(content)
    return found.mime if found else ""


def _type_of_package(content: bytes) -> str:
    # Before it is opened: a list of half a million entries would be read for half a minute.
    if content.count(ENTRY) > MOST_PARTS:
        raise ValidationError(UNREADABLE, "unreadable")
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = package.namelist()
            mimetype = package.open("mimetype").read(100).decode() if "mimetype" in names else ""
    except Exception as error:  # a broken package fails in many ways
        raise ValidationError(UNREADABLE, "unreadable") from error
    if any(program in name.casefold() for name in names for program in PROGRAMS):
        raise ValidationError(HAS_PROGRAM, "program")
    by_part = (kind for kind, part in PARTS.items() if part in names)
    return mimetype if mimetype in NAMED else next(by_part, "")
