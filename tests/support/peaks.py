"""The largest files that may come in, and what processes take for them, for tests and the bench."""

import os
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pillow_heif
from django.core.files.base import ContentFile
from openpyxl import Workbook
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject

from cms.media.intake.taking import SUFFIXES, take

MB = 1024 * 1024
SYSTEMD = Path(__file__).parents[2] / "deploy/systemd"


def memory_max(unit: str) -> int:
    """Megabytes that the unit in `deploy/` allows."""
    return int(re.search(r"^MemoryMax=(\d+)M$", (SYSTEMD / unit).read_text(), re.MULTILINE)[1])


def encoded(kind: str, mode: str, size: tuple[int, int], **options) -> bytes:
    output = BytesIO()
    picture = Image.new(mode, size, 90 if mode in {"L", "P", "1"} else None)
    if kind == "HEIF":
        pillow_heif.from_pillow(picture).save(output, quality=30)
    else:
        picture.save(output, kind, **options)
    return output.getvalue()


def many_pages(number: int) -> bytes:
    writer = PdfWriter()
    for _page in range(number):
        writer.add_blank_page(200, 200)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def noise() -> bytes:
    """A photograph of 40 megapixels in which nothing repeats: nearly 20 MB."""
    tile = Image.merge("RGB", [Image.effect_noise((1_460, 1_096), 60) for _channel in range(3)])
    picture = Image.new("RGB", (7_300, 5_480))
    for place in range(25):
        picture.paste(tile, (place % 5 * tile.width, place // 5 * tile.height))
    return _saved(picture, "JPEG", quality=72)


def _saved(picture: Image.Image, kind: str, **options) -> bytes:
    output = BytesIO()
    picture.save(output, kind, **options)
    return output.getvalue()


def scanned(side: int, number: int = 1) -> bytes:
    """A PDF of unpacked pictures, one megabyte for each million pixels."""
    writer = PdfWriter()
    for _page in range(number):
        page, content = writer.add_blank_page(600, 600), StreamObject()
        content.set_data(b"q 600 0 0 600 0 0 cm /Scan Do Q")
        page[NameObject("/Contents")] = writer._add_object(content)
        pictures = DictionaryObject({NameObject("/Scan"): writer._add_object(_scan(side))})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): pictures})
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def _scan(side: int) -> StreamObject:
    scan = StreamObject()
    names = {"/Type": "/XObject", "/Subtype": "/Image", "/ColorSpace": "/DeviceGray"}
    scan.update({NameObject(name): NameObject(value) for name, value in names.items()})
    numbers = {"/Width": side, "/Height": side, "/BitsPerComponent": 8}
    scan.update({NameObject(name): NumberObject(value) for name, value in numbers.items()})
    scan.set_data(os.urandom(side * side))
    return scan


WORDS = b"<w:p><w:r><w:t>Das alles steht in einem langen Bericht.</w:t></w:r></w:p>"
ROOT = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'


def report(packed: int, unpacked: int) -> bytes:
    """A Word file of so many megabytes, with so many megabytes of text."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        text = WORDS * (unpacked * MB // len(WORDS))
        package.writestr("word/document.xml", ROOT + text + b"</w:body></w:document>")
        package.writestr(zipfile.ZipInfo("word/media/image1.png"), b"\x89PNG" + os.urandom(packed * MB))
    return output.getvalue()


def table(rows: int = 10_000, columns: int = 22) -> bytes:
    """As many rows, cells and letters as an import takes."""
    book, output = Workbook(), BytesIO()
    sheet = book.active
    sheet.append(["Verein", "Kurzbeschreibung", "Kategorie", "E-Mail", *range(columns - 4)])
    for row in range(rows):
        sheet.append(
            [
                f"Verein {row}",
                "Turnen",
                "Sport",
                "a@example.org",
                *(f"{row}-{n} Wort" for n in range(columns - 4)),
            ]
        )
    book.save(output)
    return output.getvalue()


# What citizens may send, 20 MB at most.
LARGEST = {
    "photograph": lambda: encoded("JPEG", "RGB", (12_600, 9_500)),
    "photograph of 20 MB": noise,
    "photograph in colours for print": lambda: encoded("JPEG", "CMYK", (7_900, 8_000)),
    "progressive photograph": lambda: encoded("JPEG", "RGB", (5_000, 4_000), progressive=True, subsampling=0),
    "PNG in colours": lambda: encoded("PNG", "RGB", (6_400, 5_000), compress_level=1),
    "PNG of 16 bits": lambda: encoded("PNG", "I;16", (4_000, 4_000), compress_level=1),
    "scan": lambda: encoded("PNG", "L", (8_000, 8_000), compress_level=1),
    "WebP": lambda: encoded("WEBP", "RGBA", (4_000, 3_000), method=0),
    "HEIC": lambda: encoded("HEIF", "RGB", (5_000, 5_000)),
    "PDF": lambda: many_pages(2_000),
    "PDF of 20 MB": lambda: scanned(4_400),
    "Word": lambda: report(packed=19, unpacked=15),
}
# What only staff may add to the library, 50 MB at most.
LARGEST_DOCUMENTS = {
    ".pdf": lambda: scanned(7_000),
    ".docx": lambda: report(packed=48, unpacked=30),
    ".mp4": lambda: b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + os.urandom(49 * MB),
}


def peak_of(content: bytes) -> float:
    """Megabytes that the reader took for it."""
    return take(ContentFile(content, name="a.bin"), tuple(SUFFIXES), anew=True).facts["peak"] / 1024
