"""Packages of office programs: of a known kind, of bounded size, and without anything that runs, hides or fetches."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from mmap import ACCESS_READ, mmap
from typing import BinaryIO

from .kinds import EXCEL, SHEET, SLIDES, TEXT, WORD
from .markup import PROGRAMS, Part
from .refusal import Refused, Steps

PARTS = {WORD: "word/document.xml", EXCEL: "xl/workbook.xml", SLIDES: "ppt/presentation.xml"}
NAMED = (TEXT, SHEET)
MOST_PARTS = 5000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_ELEMENTS = 4_000_000
DEEPEST_PACKAGE = 2
PIECE = 256 * 1024
# Signature of each entry in a ZIP's central directory.
ENTRY = re.compile(rb"PK\x01\x02")
# Of what office programs read as XML, whatever its name: with a mark of its encoding, in UTF-16 without one, or plain.
XML = re.compile(rb"\xef\xbb\xbf|\xff\xfe|\xfe\xff|[\s\0]*<\0?[?!\w]")
# Bytes that show that a file of the old format is a new one with a password.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OLE = b"\xd0\xcf\x11\xe0"
# By the first bytes of a part: OLE, programs and shortcuts of Windows, Unix and Java, scripts, other documents.
HIDDEN = (OLE, b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"L\0\0\0\x01\x14\x02\0", b"#!", b"%PDF", b"{\\rtf", b"Rar!",
          b"7z\xbc\xaf", b"MSCF")  # fmt: skip
# By its name: what starts with a double click once it is unpacked.
STARTS = (".bat", ".cmd", ".com", ".exe", ".hta", ".htm", ".html", ".jar", ".js", ".jse", ".lnk", ".mht", ".msi",
          ".ps1", ".scr", ".url", ".vbe", ".vbs", ".wsf")  # fmt: skip


def check_package(file: BinaryIO) -> str:
    """Return the kind; raise Refused."""
    return _check(file, 1, Steps(MOST_UNPACKED, "unpacks"), Steps(MOST_ELEMENTS))


def needs_password(file: BinaryIO) -> bool:
    """Office programs put an encrypted package into a file of their old format."""
    with mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        return content[: len(OLE)] == OLE and content.find(ENCRYPTED) > 0


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
        # Office programs know no other ways of packing, some of which take far more memory.
        if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Refused("damaged")
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
    beginning, ending = stream.read(64), name.casefold()
    if beginning.startswith(HIDDEN) or ending.endswith(STARTS):
        raise Refused("embedded")
    if beginning.startswith(b"PK\x03\x04"):
        # Charts bring their table along. It is judged like the file around it.
        if depth == DEEPEST_PACKAGE:
            raise Refused("embedded")
        stream.seek(0)
        _check(stream, depth + 1, size, steps)
    elif ending.endswith((".xml", ".rels", ".vml")) or XML.match(beginning):
        Part(steps, ending.endswith(".svg")).read(beginning, stream)
    else:
        while stream.read(PIECE):
            pass
