"""Photos tell more than they show: where they were taken, when, and with whose phone."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageOps

QUALITY = 95


def without_metadata(file) -> ContentFile | None:
    """Return the upright picture without EXIF and XMP, or None when it carries none (or is no picture)."""
    file.seek(0)
    try:
        with Image.open(file) as picture:
            return _plain(picture, file.name) if _tells_more(picture) else None
    except (OSError, ValueError, SyntaxError):
        return None
    finally:
        file.seek(0)


def _tells_more(picture: Image.Image) -> bool:
    # Animations are no photos and would lose all pictures but the first. (MPO, from phones, is a photo.)
    is_animation = picture.format in {"GIF", "WEBP"} and getattr(picture, "is_animated", False)
    return not is_animation and bool(picture.getexif() or picture.info.get("xmp"))


def _plain(picture: Image.Image, name: str) -> ContentFile:
    upright = ImageOps.exif_transpose(picture)
    kept = {key: picture.info[key] for key in ("icc_profile", "transparency") if key in picture.info}
    upright.info = {}
    output = BytesIO()
    upright.save(output, picture.format, quality=QUALITY, **kept)
    return ContentFile(output.getvalue(), name=name)
