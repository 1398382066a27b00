"""Finds the headers and rows in the text of a spreadsheet, as `cms.media.intake` hands it over.

Rows are yielded while the text is read, so that memory use does not grow with the table.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from typing import IO, BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.media.intake.reader.kinds import EXCEL
from cms.media.intake.taking import take_table
from cms.media.intake.words import refusal

from .fields import FieldSet

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_LETTERS = 10_000_000
MOST_ROWS = 10_000
MOST_COLUMNS = 100
# Bounded because an editor waits for the response.
MOST_CELLS = 300_000
# Our own exports escape formulas with an apostrophe.
DISGUISED = re.compile(r"'(?=[=+\-@])")
# Enough text to see what separates the cells.
BEGINNING = 64 * 1024
# Titles and notes stand above the headers in so many rows at most.
LOOKED_AT = 20
# Excel writes this line for itself and never shows it.
SEPARATOR = re.compile(r"\"?sep=(.)\"?\r?\n", re.IGNORECASE)


@dataclass(frozen=True)
class Sheet:
    """The headers, and each later row that is not empty as (row number, cells)."""

    headers: list[str]
    rows: Iterator[tuple[int, list[str]]]
    known: int = 0


def read_sheet(file: BinaryIO, fields: FieldSet) -> Sheet:
    """Read CSV, or the visible sheet of an XLSX file that has headers of these fields.

    Raise ValidationError for anything else; iterating over the rows can raise it, too.
    """
    if _size(file) > MOST_BYTES:
        message = _("The file is too large. At most %(n)d MB can be imported at once.")
        raise ValidationError(message % {"n": MOST_BYTES // MEGABYTE})
    table = take_table(file)
    with _in_words():
        is_excel = table.kind == EXCEL
        tables = _excel_tables(table.file) if is_excel else {"": _csv_rows(table.file, fields)}
        begun = {name: _begun(_numbered(rows), fields) for name, rows in tables.items()}
    sheets = {name: sheet for name, sheet in begun.items() if sheet}
    if len(known := [name for name, sheet in sheets.items() if sheet.known]) > 1:
        message = _(
            "The file has several tables: %(names)s. Please hide or delete those that you do not mean."
        )
        raise ValidationError(message % {"names": ", ".join(f"„{name}“" for name in known)})
    if not sheets:
        raise ValidationError(_("The table needs a row with headers and at least one row below it."))
    return max(sheets.values(), key=lambda sheet: sheet.known)


def too_much() -> ValidationError:
    return refusal("large_table")


def _size(file: BinaryIO) -> int:
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    return size


@contextmanager
def _in_words():
    try:
        yield
    except ValidationError:
        raise
    except Exception as error:  # each fault of a file has another error in the libraries that read it
        raise ValidationError(_("The file cannot be read. Please save it anew as XLSX or CSV.")) from error


def _begun(rows: Iterator[tuple[int, list[str]]], fields: FieldSet) -> Sheet | None:
    """Find the headers: of the first rows with several cells, the one with the most headers that we know."""
    first = list(islice(rows, LOOKED_AT))
    candidates = [place for place, (_number, cells) in enumerate(first) if sum(map(bool, cells)) > 1] or [0]
    if len(first) < 2:
        return None
    headers = max(candidates, key=lambda place: _known(first[place][1], fields))
    if headers == len(first) - 1:
        return None
    begun = chain(first[headers + 1 :], rows)
    return Sheet(_without_empty_end(first[headers][1]), _read_on(begun), _known(first[headers][1], fields))


def _read_on(rows: Iterator) -> Iterator:
    with _in_words():
        yield from rows


def _known(cells: list[str], fields: FieldSet) -> int:
    """How many headers we know, if they are no accident."""
    known = sum(map(bool, fields.guess(cells)))
    return known if known > 1 else 0


def _numbered(rows: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
    letters = count = filled = 0
    for number, row in enumerate(rows, start=1):
        cells = _without_empty_end([_plain(cell) for cell in row])
        if len(cells) > MOST_COLUMNS:
            message = _("The table has more than %(n)d columns. Please delete those that are not needed.")
            raise ValidationError(message % {"n": MOST_COLUMNS})
        if not cells:
            continue
        filled += 1
        if filled > MOST_ROWS + 1:
            raise ValidationError(
                _("The table has more than %(n)d rows. Please split it.") % {"n": MOST_ROWS}
            )
        letters, count = letters + sum(map(len, cells)), count + len(cells)
        if letters > MOST_LETTERS or count > MOST_CELLS:
            raise too_much()
        yield number, cells


def _without_empty_end(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


def _excel_tables(file: IO[bytes]) -> dict[str, Iterator[list[str]]]:
    tables, end = {}, 0
    for line in file:
        end += len(line)
        if line.startswith(b"{"):
            tables[json.loads(line)["sheet"]] = _excel_rows(file, end)
    return tables


def _excel_rows(file: IO[bytes], place: int) -> Iterator[list[str]]:
    """The rows of one sheet. Others may be read from the same file meanwhile."""
    file.seek(place)
    while (line := file.readline()).startswith(b"["):
        place += len(line)
        yield [_in_our_words(cell) for cell in json.loads(line)]
        file.seek(place)


def _in_our_words(cell: str | bool) -> str:
    if isinstance(cell, bool):
        return gettext("yes") if cell else gettext("no")
    return cell


def _csv_rows(file: IO[bytes], fields: FieldSet) -> Iterator[list[str]]:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    beginning = text.read(BEGINNING)
    separator = SEPARATOR.match(beginning)
    delimiter = separator[1] if separator else _delimiter(beginning, fields)
    text.seek(0)
    text.read(separator.end() if separator else 0)
    for row in csv.reader(_bounded(text, delimiter), delimiter=delimiter):
        yield row[: MOST_COLUMNS + 1]


def _bounded(lines: Iterable[str], delimiter: str) -> Iterator[str]:
    for line in lines:
        if line.count(delimiter) > MOST_CELLS:
            raise too_much()
        yield line


def _delimiter(text: str, fields: FieldSet) -> str:
    """What gives the most headers that we know, else the most rows of one width: a header may have commas inside."""

    def score(delimiter: str) -> tuple[int, int]:
        rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), LOOKED_AT))
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return max((_known(row, fields) for row in rows), default=0), max(widths.values(), default=0)

    return max(";,\t|", key=score)


def _plain(text: str) -> str:
    return DISGUISED.sub("", text.strip(), count=1)
