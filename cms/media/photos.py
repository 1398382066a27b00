"""Reading stored pictures, which `intake` has taken in."""

from PIL import Image

# Raised when reading a picture that is missing, damaged or unreachable.
FAULTS = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)


def size_of(file) -> tuple[int, int] | None:
    """Return width and height in pixels, None if it is no picture."""
    file.seek(0)
    try:
        with Image.open(file) as picture:
            return picture.size
    except FAULTS:
        return None
    finally:
        file.seek(0)
