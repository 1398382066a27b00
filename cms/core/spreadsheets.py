"""Tables as CSV and XLSX, row by row, in which no spreadsheet program finds anything to run.

Both are made as they are sent: nothing is kept on the server, and the memory needed does not grow.
"""

import csv
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from xml.sax.saxutils import escape

from .archives import Sink

# What Excel, LibreOffice or Google take as the beginning of a formula (CWE-1236), also in full width or small,
# and behind what nobody sees.
FORMULA = re.compile(
    r"[\s\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\"']*"
    r"[=+\-@\t\r\n\u2212\ufe62\ufe63\ufe66\ufe6b\uff1d\uff0b\uff0d\uff20]|[\t\r\n]"
)
# XML 1.0 cannot hold them.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# ECMA-376, ST_Xstring: "_x003D_" in a cell would be read as "=".
ESCAPED_LETTER = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
CELL_LENGTH = 32_767
ROWS_PER_PIECE = 200

Rows = Iterable[list[str]]


def csv_pieces(rows: Rows, title: str = "") -> Iterator[bytes]:
    """As German spreadsheet programs open it: UTF-8 with a mark, semicolons, everything in quotes. It has no title."""
    line = _Line()
    writer = csv.writer(line, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    yield b"\xef\xbb\xbf"
    for piece in _pieces(rows):
        for row in piece:
            writer.writerow([harmless(value) for value in row])
        yield line.take()


def harmless(value: str) -> str:
    """Return the value with an apostrophe in front where it would be taken for a formula."""
    value = NOT_IN_XML.sub("", value).replace("\r\n", "\n").replace("\r", "\n")
    return f"'{value}" if FORMULA.match(value) else value


def xlsx_pieces(rows: Rows, title: str = "Tabelle") -> Iterator[bytes]:
    """Every cell is text and formatted as text, so that it stays text even when somebody edits it.

    `title` names the sheet: at most 31 characters, none of `[]:*?/\\`.
    """
    sink = Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in PARTS.items():
            package.writestr(name, content)
        package.writestr("xl/workbook.xml", WORKBOOK.format(title=escape(title, {'"': "&quot;"})))
        with package.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(SHEET_BEGIN)
            number = 0
            for piece in _pieces(rows):
                for row in piece:
                    number += 1
                    sheet.write(_xml_row(number, row))
                yield sink.take()
            sheet.write(SHEET_END)
    yield sink.take()


FORMATS: dict[str, tuple[str, Callable[[Rows, str], Iterator[bytes]]]] = {
    "csv": ("text/csv; charset=utf-8", csv_pieces),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_pieces),
}


def _pieces(rows: Rows) -> Iterator[list[list[str]]]:
    piece = []
    for row in rows:
        piece.append(row)
        if len(piece) == ROWS_PER_PIECE:
            yield piece
            piece = []
    yield piece


def _xml_row(number: int, row: list[str]) -> bytes:
    style = 2 if number == 1 else 1
    cells = "".join(
        f'<c r="{_column(index)}{number}" t="inlineStr" s="{style}">'
        f'<is><t xml:space="preserve">{_xml(value)}</t></is></c>'
        for index, value in enumerate(row)
        if value
    )
    return f'<row r="{number}">{cells}</row>'.encode()


def _xml(value: str) -> str:
    plain = NOT_IN_XML.sub("", value).replace("\r\n", "\n").replace("\r", "\n")[:CELL_LENGTH]
    return escape(ESCAPED_LETTER.sub("_x005F_", plain))


def _column(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


class _Line:
    """What csv.writer writes to."""

    def __init__(self):
        self.text = ""

    def write(self, text: str) -> None:
        self.text += text

    def take(self) -> bytes:
        text, self.text = self.text, ""
        return text.encode()


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
    # 49 is the number format "Text"; the first of each list is what the standard wants there.
    "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>'
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
