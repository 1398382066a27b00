"""Pictures as they are taken in: what they are is decided by their content, and they keep only what they show."""

from contextlib import suppress
from io import BytesIO
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

QUALITY = 95
# A strip of one pixel's height is no picture, and scaled to a width it has no height at all.
LONGEST_BY_SHORTEST_SIDE = 20
PLAIN_MODES = {"1", "L", "LA", "P", "PA", "RGB", "RGBA"}
# What a file may say besides its pixels: how to show them. Everything else is about somebody or something.
HARMLESS = {
    *("jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "progressive", "progression", "adobe"),
    *(
        "adobe_transform",
        "icc_profile",
        "transparency",
        "gamma",
        "srgb",
        "chromaticity",
        "aspect",
        "interlace",
    ),
    *("background", "duration", "loop", "timestamp", "version", "extension", "disposal", "default_image"),
}
# Segments of a JPEG for its density and for how its colours are written.
HARMLESS_SEGMENTS = {"APP0", "APP14"}
COLOUR_PROFILE = b"ICC_PROFILE"

UNREADABLE = _(
    "The picture cannot be shown: the file is damaged or incomplete. Does it open on your computer?"
)
TOO_NARROW = _("The picture is too long and narrow. Please cut it: at most 20 times as long as wide.")
ANIMATED = _(
    "Nobody can stop a moving picture. Please upload a still picture, or a film with the block “Video”."
)


def check(file) -> None:
    """Raise a ValidationError for a file that shows nothing, only in parts, or that moves."""
    try:
        with Image.open(file) as picture:
            if getattr(picture, "is_animated", False) and picture.format in {"GIF", "PNG", "WEBP"}:
                raise ValidationError(ANIMATED, "animated")
            if max(picture.size) > LONGEST_BY_SHORTEST_SIDE * min(picture.size):
                raise ValidationError(TOO_NARROW, "narrow")
            picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(UNREADABLE, "unreadable") from error
    finally:
        file.seek(0)


def without_metadata(file) -> ContentFile | None:
    """Return the upright picture with nothing but its pixels, or None if it is so already (or is no picture)."""
    file.seek(0)
    try:
        with Image.open(file) as picture:
            return _plain(picture, file.name) if _tells_more(picture) else None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    finally:
        file.seek(0)


def size_of(file) -> tuple[int, int] | None:
    """Return width and height in pixels, None if it is no picture."""
    file.seek(0)
    try:
        with Image.open(file) as picture:
            return picture.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    finally:
        file.seek(0)


def _tells_more(picture: Image.Image) -> bool:
    # MPO: what phones write, a photo with a second one behind it.
    if picture.mode not in PLAIN_MODES or picture.format == "MPO":
        return True
    segments = {
        name for name, content in getattr(picture, "applist", []) if COLOUR_PROFILE not in content[:11]
    }
    # Comments and texts of a PNG may stand behind the pixels.
    picture.load()
    return bool(picture.getexif() or segments - HARMLESS_SEGMENTS or set(picture.info) - HARMLESS)


def _plain(picture: Image.Image, name: str) -> ContentFile:
    kind = "JPEG" if picture.format == "MPO" else picture.format
    kept = {key: picture.info[key] for key in ("icc_profile", "transparency") if key in picture.info}
    upright = ImageOps.exif_transpose(picture)
    if upright.mode not in PLAIN_MODES:
        upright, kept = _in_plain_colours(upright), {}
    upright.info = {}
    output = BytesIO()
    upright.save(output, kind, quality=QUALITY, **kept)
    return ContentFile(output.getvalue(), name=PurePath(name).name)


def _in_plain_colours(picture: Image.Image) -> Image.Image:
    """Colours for print (CMYK) and 16 bits become what every browser shows."""
    if picture.mode.startswith("I;16") or picture.mode == "I":
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if profile := picture.info.get("icc_profile"):
        with suppress(ImageCms.PyCMSError):
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            return ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
    return picture.convert("RGB")
