"""Tables: the texts of their cells, and nothing else of the file.

Of CSV the text is written as UTF-8; of XLSX a line of JSON for each visible sheet and each row, with the results of
formulas that are stored in it.
"""

import codecs
import json
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import chain, islice, pairwise
from typing import BinaryIO

from .decoding import UNREADABLE, text_of, utf16_of
from .kinds import EXCEL
from .office import opened
from .refusal import Refused, Steps

CSV = "text/csv"
MOST_UNPACKED = 60 * 1024 * 1024
MOST_WRITTEN = 60 * 1024 * 1024
# Empty ones included, which some programs write down to the last.
MOST_LINES = 100_000
# The library holds a row as a whole, in twelve times the memory, cells that are cut off included.
LONGEST_ROW = 4 * 1024 * 1024
# One more than the import takes, so that it can say that there are more.
MOST_COLUMNS = 101
# Enough text to recognise a binary file.
BEGINNING = 64 * 1024
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# Signatures of what is no table for us, and why it is refused.
OTHERS = {
    b"\xd0\xcf\x11\xe0": "xls",
    b"%PDF": "pdf_for_table",
    b"{\\rtf": "letter_for_table",
    b"<": "page_for_table",
}
OTHER_PACKAGES = {
    "content.xml": "ods_for_table",
    "word/document.xml": "letter_for_table",
    "xl/workbook.bin": "xlsb_for_table",
}
ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
# A cell with a formula, but without the result that programs store. An empty text is a result, too. Nothing is tried
# twice (`*+`), or a row of spaces would cost their square.
NO_RESULT = re.compile(
    rb"<(?:\w+:)?c\b((?:[^<>/](?!t=.str))*+)>\s*+<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*+>[^<]*+</(?:\w+:)?f>)\s*+"
    rb"(?:<(?:\w+:)?v\s*+/>|<(?:\w+:)?v>\s*+</(?:\w+:)?v>)?\s*+</(?:\w+:)?c>"
)
# The parser reads a tag or comment anew with each piece of it that arrives.
LONG_TAG = re.compile(rb"<[^<>]{65536}")
PLACE = re.compile(rb"\br=.([A-Z]+\d+)")
SHEETS = "xl/worksheets/"


def write_table(source: BinaryIO, result: BinaryIO) -> dict:
    """Return the kind; raise Refused."""
    source.seek(0)
    beginning = source.read(64).removeprefix(codecs.BOM_UTF8).lstrip()
    source.seek(0)
    for mark, code in OTHERS.items():
        if beginning.startswith(mark):
            raise Refused(code)
    if beginning.startswith(b"PK"):
        _write_sheets(source, result)
        return {"kind": EXCEL}
    result.write(_text_of(source.read()).encode())
    return {"kind": CSV}


def _text_of(data: bytes) -> str:
    beginning = data[:BEGINNING].decode(utf16_of(data) or "latin-1", errors="replace")
    if len(CONTROL.findall(beginning)) > max(20, len(beginning) // 100):
        raise Refused("no_table")
    return CONTROL.sub(UNREADABLE, text_of(data))


def _write_sheets(source: BinaryIO, result: BinaryIO) -> None:
    from openpyxl import load_workbook  # slow to load

    without_result = _check(source)
    book = load_workbook(source, read_only=True, data_only=True, keep_links=False)
    left = Steps(MOST_WRITTEN, "large_table")
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        for each in chain([{"sheet": sheet.title}], _rows(sheet, without_result)):
            written = json.dumps(each).encode() + b"\n"
            left.take(len(written))
            result.write(written)


def _check(source: BinaryIO) -> set[str]:
    """Refuse other kinds; return the places of formulas that have no result."""
    without_result: set[str] = set()
    with opened(source, Steps(MOST_UNPACKED, "large_table")) as package:
        names = package.namelist()
        for name, code in OTHER_PACKAGES.items():
            if name in names:
                raise Refused(code)
        for name in names:
            if name.startswith(SHEETS) and name.endswith(".xml"):
                content = package.read(name)
                _check_rows(content)
                without_result |= _without_result(content)
    return without_result


def _check_rows(content: bytes) -> None:
    begins = [row.start() for row in islice(ROW.finditer(content), MOST_LINES + 1)]
    is_long = any(end - start > LONGEST_ROW for start, end in pairwise([0, *begins, len(content)]))
    if is_long or len(begins) > MOST_LINES or LONG_TAG.search(content):
        raise Refused("large_table")


def _without_result(content: bytes) -> set[str]:
    found = set()
    for cell in NO_RESULT.finditer(content):
        if not (place := PLACE.search(cell[1])):
            raise Refused("no_results")
        found.add(place[1].decode())
    return found


def _rows(sheet, without_result: set[str]) -> Iterator[list]:
    # What the file says of its size may be wrong, and the library would drop the rest.
    sheet.reset_dimensions()
    if without_result:
        cells = sheet.iter_rows(max_col=MOST_COLUMNS)
        rows = ([_result(cell, without_result) for cell in row] for row in cells)
    else:
        values = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
        rows = ([_text(value) for value in row] if row.count(None) < len(row) else [] for row in values)
    for number, row in enumerate(rows):
        if number > MOST_LINES:
            raise Refused("large_table")
        while row and row[-1] == "":
            row.pop()
        yield row


def _result(cell, without_result: set[str]):
    """The stored result. Where a program has stored none, the check of the row names the formula."""
    if cell.value is not None:
        return _text(cell.value)
    return "=" if getattr(cell, "coordinate", "") in without_result else ""


def _text(value) -> str | bool:
    """The value in German notation; "yes" and "no" are words of who reads it."""
    match value:
        case None:
            return ""
        case bool():
            return value
        case float():
            return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
        case datetime():
            # A time of day is a fraction of a day, which is hardly ever exact.
            moment = value + timedelta(seconds=0.5)
            return f"{moment:%d.%m.%Y}" if moment.time() < time(0, 0, 1) else f"{moment:%d.%m.%Y %H:%M}"
        case date():
            return f"{value:%d.%m.%Y}"
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02}"
        case time():
            return f"{datetime.combine(date.min, value) + timedelta(seconds=0.5):%H:%M}"
    return CONTROL.sub(UNREADABLE, str(value))
