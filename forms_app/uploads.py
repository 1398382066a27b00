"""Files that citizens send: what they are is decided by their content, never by their name."""

import hashlib
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

import filetype
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from cms.core.hostile_text import cleaned_text

MAX_PIXELS = 40_000_000
# More than enough to read a sign on a photograph.
LONGEST_SIDE = 4096
NAME_LENGTH = 100
FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys('\\/:*?"<>|', "-"))

PICTURES = {"image/jpeg": ("JPEG", ".jpg"), "image/png": ("PNG", ".png"), "image/webp": ("WEBP", ".webp")}
PDF = {"application/pdf": ("PDF", ".pdf")}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT = "application/vnd.oasis.opendocument.text"
SHEET = "application/vnd.oasis.opendocument.spreadsheet"
OFFICE = {
    WORD: ("DOCX", ".docx"),
    EXCEL: ("XLSX", ".xlsx"),
    TEXT: ("ODT", ".odt"),
    SHEET: ("ODS", ".ods"),
}
TYPES = PDF | PICTURES | OFFICE
# The keys are those of FormField.FileKinds.
ALLOWED = {"pictures": PICTURES, "pdf": PDF, "pdf-pictures": PDF | PICTURES, "documents": TYPES}
# What is inside a package tells what it is; a program inside is never welcome.
PARTS = {WORD: "word/document.xml", EXCEL: "xl/workbook.xml"}
PROGRAMS = ("vbaproject.bin", "basic/", "scripts/", "macros/", "activex/")
MOST_PARTS = 5000
# Each entry of a ZIP's list of contents begins so.
ENTRY = b"PK\x01\x02"

UNREADABLE = _("The file could not be read. Please check whether it opens on your computer.")
HAS_PROGRAM = _("The file contains a macro. Please save it without macros, or as a PDF.")
TOO_MANY_PIXELS = _("The picture is too large. Please send one with at most 40 megapixels.")


@dataclass(frozen=True)
class CheckedFile:
    """An upload whose type has been found in its content."""

    name: str
    content_type: str
    content: bytes

    def __str__(self):
        return self.name

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def check(name: str, content: bytes, kinds: str) -> CheckedFile:
    """Return the file with a clean name and, for a picture, without metadata; raises ValidationError."""
    content_type = type_of(content)
    if content_type not in ALLOWED[kinds]:
        message = _("Please send a file of one of these kinds: %(kinds)s.")
        raise ValidationError(message, "type", {"kinds": names_of(kinds)})
    if content_type in PICTURES:
        content = _painted_anew(content, PICTURES[content_type][0])
    return CheckedFile(clean_name(name, TYPES[content_type][1]), content_type, content)


def names_of(kinds: str) -> str:
    return ", ".join(name for name, _suffix in ALLOWED[kinds].values())


def type_of(content: bytes) -> str:
    """Return the MIME type that the content shows, "" for one that nobody may send."""
    if content.startswith(b"PK\x03\x04"):
        return _type_of_package(content)
    found = filetype.guess(content)
    return found.mime if found else ""


def clean_name(name: str, suffix: str = "") -> str:
    """Return a name for reading only: in one line, without a folder, and with the suffix of the real type."""
    path = PurePosixPath(" ".join(cleaned_text(name).replace("\\", "/").split()))
    plain = (path.stem if suffix else path.name).translate(FORBIDDEN_IN_NAMES).strip(" .")
    return f"{plain[:NAME_LENGTH] or 'datei'}{suffix}"


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
    return mimetype if mimetype in OFFICE else next(by_part, "")


def _painted_anew(content: bytes, kind: str) -> bytes:
    """Decode and encode: only pixels are left, no place where it was taken and nothing hidden behind."""
    try:
        with Image.open(BytesIO(content), formats=[kind]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise ValidationError(TOO_MANY_PIXELS, "pixels")
            # Lets the decoder of a large photograph skip what would be thrown away.
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return _encoded(upright, kind)
    except ValidationError:
        raise
    except Exception as error:  # decoders fail in many ways on what is not a picture
        raise ValidationError(UNREADABLE, "unreadable") from error


def _encoded(picture: Image.Image, kind: str) -> bytes:
    is_transparent = kind != "JPEG" and picture.has_transparency_data
    output = BytesIO()
    pixels = picture.convert("RGBA" if is_transparent else "RGB")
    pixels.info.clear()
    pixels.save(output, kind, quality=90)
    return output.getvalue()
