"""What a spreadsheet says, as plain text. The files come from strangers' hands: everything has a limit.

Rows are handed on while the file is read, so that memory does not grow with the table.
"""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
# In a packed file a few bytes can say a lot.
MOST_UNPACKED = 40 * MEGABYTE
MOST_LETTERS = 10_000_000
MOST_PARTS = 200
MOST_ROWS = 10_000
MOST_COLUMNS = 100
# Somebody waits for the answer.
MOST_CELLS = 300_000
# What files begin with that are no tables for us, and what they are.
OTHER_KINDS = {
    b"\xd0\xcf\x11\xe0": _(
        "This is an old Excel file (.xls) or one with a password. Please save it as XLSX without one."
    ),
    b"%PDF": _("This is a PDF. Please choose the table itself, as XLSX or CSV."),
    b"{\\rtf": _("This is a text document. Please choose a table, as XLSX or CSV."),
    b"<": _("This is a web page or an XML file. Please save the table as XLSX or CSV."),
}
# What stands for characters that no text holds; the check of the row names it.
UNREADABLE = "\ufffd"
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# Our own tables disguise what a spreadsheet program would take for a formula.
DISGUISED = re.compile(r"'(?=[=+\-@])")
# So much of a text tells whether it is one.
BEGINNING = 64 * 1024


@dataclass(frozen=True)
class Sheet:
    """The first row that is not empty, and each later one as (number in the sheet, cells)."""

    headers: list[str]
    rows: Iterator[tuple[int, list[str]]]


def read_sheet(file: BinaryIO) -> Sheet:
    """Read CSV or the first sheet of an XLSX file.

    Raises ValidationError, in words, for everything else; also later, from the rows.
    """
    if _size(file) > MOST_BYTES:
        message = _("The file is too large. At most %(n)d MB can be imported at once.")
        raise ValidationError(message % {"n": MOST_BYTES // MEGABYTE})
    beginning = file.read(8).removeprefix(codecs.BOM_UTF8)
    file.seek(0)
    for mark, message in OTHER_KINDS.items():
        if beginning.startswith(mark):
            raise ValidationError(message)
    is_packed = beginning.startswith(b"PK")
    rows = _in_words(_numbered(_xlsx_rows(file) if is_packed else _csv_rows(file)))
    first, second = next(rows, None), next(rows, None)
    if not first or not second:
        raise ValidationError(_("The table needs a row with headers and at least one row below it."))
    return Sheet(_without_empty_end(first[1]), chain([second], rows))


def _size(file: BinaryIO) -> int:
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    return size


def _in_words(rows: Iterator) -> Iterator:
    try:
        yield from rows
    except ValidationError:
        raise
    except Exception as error:  # each fault of a file has another error in the libraries that read it
        raise ValidationError(_("The file cannot be read. Please save it anew as XLSX or CSV.")) from error


def _numbered(rows: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
    letters = count = 0
    for number, cells in enumerate(rows, start=1):
        if len(cells) > MOST_COLUMNS:
            message = _("The table has more than %(n)d columns. Please delete those that are not needed.")
            raise ValidationError(message % {"n": MOST_COLUMNS})
        if not any(cells):
            continue
        if number > MOST_ROWS + 1:
            raise ValidationError(
                _("The table has more than %(n)d rows. Please split it.") % {"n": MOST_ROWS}
            )
        letters, count = letters + sum(map(len, cells)), count + len(cells)
        if letters > MOST_LETTERS or count > MOST_CELLS:
            raise _holds_too_much()
        yield number, cells


def _holds_too_much() -> ValidationError:
    return ValidationError(_("The file holds too much. Please save the table alone in a new file."))


def _without_empty_end(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


def _csv_rows(file: BinaryIO) -> Iterator[list[str]]:
    encoding = _encoding(file)
    beginning = file.read(BEGINNING).decode(encoding, errors="replace")
    file.seek(0)
    if len(CONTROL.findall(beginning)) > max(20, len(beginning) // 100):
        raise ValidationError(_("This is not a table. Please choose an XLSX or CSV file."))
    lines = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    readable = (CONTROL.sub(UNREADABLE, line) for line in lines)
    for row in csv.reader(readable, delimiter=_delimiter(beginning)):
        yield _without_empty_end([_plain(cell) for cell in row[: MOST_COLUMNS + 1]])


def _encoding(file: BinaryIO) -> str:
    """What Excel and its kind write: UTF-8 or UTF-16 with a mark, UTF-8 without, else Windows-1252."""
    is_utf16 = file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    file.seek(0)
    if is_utf16:
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := file.read(MEGABYTE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
        return "utf-8-sig"
    except UnicodeDecodeError:
        return "cp1252"
    finally:
        file.seek(0)


def _delimiter(text: str) -> str:
    """The one that stands most often in the first row."""
    first_line = text.lstrip().partition("\n")[0]
    return max(";,\t", key=first_line.count)


def _xlsx_rows(file: BinaryIO) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    _refuse_bombs(file)
    book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
    try:
        sheet = book.worksheets[0]
        for row in sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1, values_only=True):
            yield _without_empty_end(["" if value is None else _plain(_text(value)) for value in row])
    finally:
        book.close()


def _refuse_bombs(file: BinaryIO) -> None:
    try:
        parts = zipfile.ZipFile(file).infolist()
    except zipfile.BadZipFile as error:
        raise ValidationError(_("The file is damaged. Please save it anew as XLSX or CSV.")) from error
    # The library that unpacks never reads more than a part says it holds.
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _holds_too_much()
    file.seek(0)


def _text(value) -> str:
    """Return the value as people here write it."""
    match value:
        case bool():
            return gettext("yes") if value else gettext("no")
        case float() if value.is_integer():
            return str(int(value))
        case datetime() | date():
            return f"{value:%d.%m.%Y}"
        case time():
            return f"{value:%H:%M}"
    # A formula over several cells is an object with its text inside.
    return str(getattr(value, "text", value))


def _plain(text: str) -> str:
    return DISGUISED.sub("", CONTROL.sub(UNREADABLE, text).strip(), count=1)
