"""Packages of office programs: of a known kind, of bounded size, and without anything that runs, hides or fetches."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from mmap import ACCESS_READ, mmap
from typing import BinaryIO
from xml.parsers import expat

from .addresses import is_remote, is_risky_link
from .kinds import EXCEL, SHEET, SLIDES, TEXT, WORD
from .refusal import Refused, Steps

PARTS = {WORD: "word/document.xml", EXCEL: "xl/workbook.xml", SLIDES: "ppt/presentation.xml"}
NAMED = (TEXT, SHEET)
MOST_PARTS = 5000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_ELEMENTS = 10_000_000
DEEPEST_ELEMENT, DEEPEST_PACKAGE = 500, 2
PIECE = 256 * 1024
# Signature of each entry in a ZIP's central directory.
ENTRY = re.compile(rb"PK\x01\x02")
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# By the name of a part or its content type.
PROGRAMS = (
    "vbaproject",
    "basic/",
    "scripts/",
    "macros/",
    "activex",
    "macrosheet",
    "dialogsheet",
    "macroenabled",
)
# By the first bytes of a part: OLE, programs of Windows and Unix, scripts, other documents.
HIDDEN = (b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF", b"#!", b"%PDF", b"{\\rtf", b"Rar!", b"7z\xbc\xaf")
# Relations to what would be loaded from elsewhere or belongs to another program; the last word of their type.
EMBEDDED = {"oleobject", "control", "activexcontrolbinary", "afchunk", "vbaproject", "xlmacrosheet"}
ELEMENTS = {
    "ddelink": "dde", "olelink": "dde", "dde-source": "dde", "dde-link": "dde", "dde-connection": "dde",
    "dde-connection-decl": "dde", "oleobject": "embedded", "object-ole": "embedded", "applet": "program",
    "plugin": "program", "event-listener": "program", "encryption-data": "password",
}  # fmt: skip
# Elements of OpenDocument whose address is loaded when the file opens.
LOADED = {"image", "section-source", "object", "floating-frame", "template", "cell-range-source", "table-source",
          "fill-image", "include", "font-face-uri", "database-source-table", "video", "sound"}  # fmt: skip
FIELD = re.compile(r"\bDDE(AUTO)?\b|\bQUOTE(\s+\d+){3}", re.IGNORECASE)
FIELD_ADDRESS = re.compile(
    r'\b(?:INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|RD)\b[^"]*"?\s*([^"\s]+)', re.IGNORECASE
)
FORMULA = re.compile(r"^[^\"\[\]]{1,80}\|.*!|\bWEBSERVICE\s*\(", re.IGNORECASE | re.DOTALL)
# Actions of slides that start something.
SLIDE_ACTION = re.compile(r"ppaction://(program|macro|ole|hlinkfile)", re.IGNORECASE)


def check_package(file: BinaryIO) -> str:
    """Return the kind; raise Refused."""
    return _check(file, 1, Steps(MOST_UNPACKED, "unpacks"), Steps(MOST_ELEMENTS))


@contextmanager
def opened(file: BinaryIO, size: Steps) -> Iterator[zipfile.ZipFile]:
    """A package that may be unpacked: `size` is how much it may hold, by what its directory says."""
    file.seek(0)
    with mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        # Before opening it: reading a directory of half a million entries takes half a minute.
        if next(islice(ENTRY.finditer(content), MOST_PARTS, None), None):
            raise Refused("damaged")
    with _read(file, size) as package:
        yield package


def _read(file: BinaryIO, size: Steps) -> zipfile.ZipFile:
    package = zipfile.ZipFile(file)
    parts = package.infolist()
    if len(parts) > MOST_PARTS:
        raise Refused("damaged")
    for part in parts:
        if part.flag_bits & 1:
            raise Refused("password")
        size.take(part.file_size)
    return package


def _check(file: BinaryIO, depth: int, size: Steps, steps: Steps) -> str:
    with opened(file, size) if depth == 1 else _read(file, size) as package:
        parts = package.infolist()
        names = {part.filename for part in parts}
        if any(word in name.casefold() for name in names for word in PROGRAMS):
            raise Refused("macro")
        for part in parts:
            if not part.is_dir():
                with package.open(part) as stream:
                    _check_part(stream, part.filename, depth, size, steps)
        mimetype = (
            package.read("mimetype")[:100].decode("ascii", "replace").strip() if "mimetype" in names else ""
        )
    by_part = (kind for kind, name in PARTS.items() if name in names)
    return mimetype if mimetype in NAMED else next(by_part, "")


def _check_part(stream, name: str, depth: int, size: Steps, steps: Steps) -> None:
    beginning = stream.read(64)
    if beginning.startswith(HIDDEN):
        raise Refused("embedded")
    if beginning.startswith(b"PK\x03\x04"):
        # Charts bring their table along. It is judged like the file around it.
        if depth == DEEPEST_PACKAGE:
            raise Refused("embedded")
        stream.seek(0)
        _check(stream, depth + 1, size, steps)
    elif name.endswith((".xml", ".rels", ".vml")) or beginning.lstrip().startswith((b"<", *BOMS)):
        _Part(steps, name.endswith(".rels")).read(beginning, stream)
    else:
        while stream.read(PIECE):
            pass


class _Part:
    """Reads one XML part piece by piece. The words of a field may be split among many elements."""

    def __init__(self, steps: Steps, is_relations: bool):
        self.steps, self.is_relations, self.depth = steps, is_relations, 0
        self.instructions, self.formula, self.field_length = [], None, 0
        self.is_instruction = False
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.CharacterDataHandler = self._text
        # Office programs write none, and entities are how small files grow.
        self.parser.StartDoctypeDeclHandler = self._refuse

    def read(self, beginning: bytes, stream) -> None:
        self.parser.Parse(beginning)
        while piece := stream.read(PIECE):
            self.parser.Parse(piece)
        self.parser.Parse(b"", True)
        self._check_field("".join(self.instructions))

    def _refuse(self, *_declaration) -> None:
        raise Refused("damaged")

    def _start(self, name: str, attributes: dict) -> None:
        self.steps.take()
        self.depth += 1
        if self.depth > DEEPEST_ELEMENT:
            raise Refused("costly")
        local = _local(name)
        if reason := ELEMENTS.get(local):
            raise Refused(reason)
        if self.is_relations and local == "relationship":
            _check_relation(attributes)
        values = {_local(key): value for key, value in attributes.items()}
        if any(word in values.get("contenttype", "").casefold() for word in PROGRAMS):
            raise Refused("macro")
        if SLIDE_ACTION.search(values.get("action", "")):
            raise Refused("program")
        if "href" in values:
            loads = local in LOADED and is_remote(values["href"])
            if loads or is_risky_link(values["href"]):
                raise Refused("remote")
        self._check_field(values.get("instr", ""))
        if local == "formula" or "formula" in values:
            self._check_formula(values.get("formula", "").removeprefix("of:="))
        self.is_instruction = local in {"instrtext", "delinstrtext"}
        self.formula = [] if local == "f" else None

    def _end(self, _name: str) -> None:
        self.depth -= 1
        if self.formula:
            self._check_formula("".join(self.formula))
        self.formula, self.is_instruction = None, False

    def _text(self, text: str) -> None:
        if self.formula is not None:
            self.formula.append(text)
        elif self.is_instruction:
            self.instructions.append(text)

    def _check_field(self, text: str) -> None:
        if FIELD.search(text):
            raise Refused("dde")
        if any(is_remote(address.replace("\\\\", "\\")) or is_remote(address)
               for address in FIELD_ADDRESS.findall(text)):  # fmt: skip
            raise Refused("remote")

    def _check_formula(self, text: str) -> None:
        if FORMULA.search(text):
            raise Refused("dde")


def _check_relation(attributes: dict) -> None:
    kind = attributes.get("Type", "").rsplit("/", 1)[-1].casefold()
    target = attributes.get("Target", "")
    if kind in EMBEDDED:
        raise Refused("embedded")
    if attributes.get("TargetMode") == "External":
        is_wrong = is_risky_link if kind == "hyperlink" else is_remote
        if is_wrong(target):
            raise Refused("remote")


def _local(name: str) -> str:
    return name.rpartition(":")[2].casefold()
