"""Files that citizens send: what they are is decided by their content, never by their name."""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from cms.core.file_types import EXCEL, SHEET, TEXT, UNREADABLE, WORD, type_of
from cms.core.hostile_text import cleaned_text

MAX_PIXELS = 40_000_000
# More than enough to read a sign on a photograph.
LONGEST_SIDE = 4096
NAME_LENGTH = 100
FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys('\\/:*?"<>|', "-"))

PICTURES = {"image/jpeg": ("JPEG", ".jpg"), "image/png": ("PNG", ".png"), "image/webp": ("WEBP", ".webp")}
PDF = {"application/pdf": ("PDF", ".pdf")}
OFFICE = {
    WORD: ("DOCX", ".docx"),
    EXCEL: ("XLSX", ".xlsx"),
    TEXT: ("ODT", ".odt"),
    SHEET: ("ODS", ".ods"),
}
TYPES = PDF | PICTURES | OFFICE
# The keys are those of FormField.FileKinds.
ALLOWED = {"pictures": PICTURES, "pdf": PDF, "pdf-pictures": PDF | PICTURES, "documents": TYPES}

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


def clean_name(name: str, suffix: str = "") -> str:
    """Return a name for reading only: in one line, without a folder, and with the suffix of the real type."""
    path = PurePosixPath(" ".join(cleaned_text(name).replace("\\", "/").split()))
    plain = (path.stem if suffix else path.name).translate(FORBIDDEN_IN_NAMES).strip(" .")
    return f"{plain[:NAME_LENGTH] or 'datei'}{suffix}"


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
