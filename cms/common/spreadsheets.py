"""Tables as CSV and XLSX, row by row, safe from formula injection.

Both are streamed: nothing is stored on the server, and memory use stays constant. Days and moments can be sorted: they
are ISO 8601 in CSV, and real dates in XLSX.
"""

import csv
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from io import StringIO
from itertools import count, islice
from xml.sax.saxutils import escape

from .archives import Sink

# What Excel, LibreOffice or Google treat as the start of a formula (CWE-1236), including full-width and small forms
# and anything after invisible characters.
FORMULA = re.compile(
    r"[\s\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\"']*"
    r"[=+\-@\t\r\n\u2212\ufe62\ufe63\ufe66\ufe6b\uff1d\uff0b\uff0d\uff20]|[\t\r\n]"
)
# Characters that XML 1.0 forbids.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# ECMA-376, ST_Xstring: "_x003D_" in a cell would be read as "=".
ESCAPED_LETTER = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
CELL_LENGTH = 32_767
ROWS_PER_PIECE = 200

# A moment is naive, in local time.
Cell = str | date | datetime
Rows = Iterable[list[Cell]]
# Excel counts days from here, and those before the second date wrongly.
DAY_ZERO, FIRST_RIGHT_DAY = datetime(1899, 12, 30), date(1900, 3, 1)


def csv_pieces(rows: Rows, title: str = "") -> Iterator[bytes]:
    """Return UTF-8 with a BOM, semicolons and quotes, as German spreadsheet programs expect. `title` is ignored."""
    yield b"\xef\xbb\xbf"
    for piece in _pieces(rows):
        text = StringIO()
        writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerows([harmless(as_text(value)) for value in row] for row in piece)
        yield text.getvalue().encode()


def as_text(value: Cell) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date) else value


def harmless(value: str) -> str:
    """Return the value, prefixed with an apostrophe if it would be treated as a formula."""
    value = _plain(value)
    return f"'{value}" if FORMULA.match(value) else value


def _plain(value: str) -> str:
    return NOT_IN_XML.sub("", value).replace("\r\n", "\n").replace("\r", "\n")


def xlsx_pieces(rows: Rows, title: str = "Tabelle") -> Iterator[bytes]:
    """Every other cell than a date contains text in text format, so that it stays text even after editing.

    `title` names the sheet: at most 31 characters, none of `[]:*?/\\`.
    """
    sink = Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in PARTS.items():
            package.writestr(name, content)
        package.writestr("xl/workbook.xml", WORKBOOK.format(title=escape(title, {'"': "&quot;"})))
        with package.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(SHEET_BEGIN)
            numbers = count(1)
            for piece in _pieces(rows):
                sheet.writelines(_xml_row(next(numbers), row) for row in piece)
                yield sink.take()
            sheet.write(SHEET_END)
    yield sink.take()


FORMATS: dict[str, tuple[str, Callable[[Rows, str], Iterator[bytes]]]] = {
    "csv": ("text/csv; charset=utf-8", csv_pieces),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_pieces),
}


def _pieces(rows: Rows) -> Iterator[list[list[Cell]]]:
    remaining = iter(rows)
    return iter(lambda: list(islice(remaining, ROWS_PER_PIECE)), [])


def _xml_row(number: int, row: list[Cell]) -> bytes:
    cells = "".join(
        _xml_cell(f"{_column(index)}{number}", value, is_header=number == 1)
        for index, value in enumerate(row)
        if value
    )
    return f'<row r="{number}">{cells}</row>'.encode()


def _xml_cell(place: str, value: Cell, *, is_header: bool) -> str:
    if isinstance(value, date) and value.timetuple()[:3] >= FIRST_RIGHT_DAY.timetuple()[:3]:
        days = (datetime(*value.timetuple()[:6]) - DAY_ZERO) / timedelta(days=1)
        return f'<c r="{place}" s="{4 if isinstance(value, datetime) else 3}"><v>{days:.10g}</v></c>'
    text = _xml(as_text(value))
    style = 2 if is_header else 1
    return f'<c r="{place}" t="inlineStr" s="{style}"><is><t xml:space="preserve">{text}</t></is></c>'


def _xml(value: str) -> str:
    return escape(ESCAPED_LETTER.sub("_x005F_", _plain(value)[:CELL_LENGTH]))


def _column(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/></Types>',
    "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
    # 49 is the number format "Text", 14 the day in the notation of the reader; the standard requires the first item of
    # each list.
    "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy\\ hh:mm"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '</cellXfs><cellStyles count="1">'
    '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
WORKBOOK = (
    f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="{title}" sheetId="1" r:id="r1"/></sheets></workbook>'
)
SHEET_BEGIN = (
    f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    '<cols><col min="1" max="200" width="22" customWidth="1"/></cols><sheetData>'
).encode()
SHEET_END = b"</sheetData></worksheet>"
