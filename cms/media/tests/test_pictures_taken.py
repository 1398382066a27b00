"""Pictures as they really come, and worse: what stands besides the picture goes, what can be shown is taken."""

import struct
import time
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms

from cms.media.intake.taking import PICTURES

from .test_intake import encoded, opened, refused, taken

SECRET = b"Geheim-49.97"
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
DIMENSIONS = struct.pack(">HH", 40, 60)


def picture(kind: str) -> bytes:
    return encoded(Image.new("P" if kind == "GIF" else "RGB", (60, 40)), kind)


def segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def jpeg_with(*segments: bytes) -> bytes:
    plain = picture("JPEG")
    return plain[:20] + b"".join(segments) + plain[20:]


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png_with(*chunks: bytes, place=33) -> bytes:
    plain = picture("PNG")
    return plain[:place] + b"".join(chunks) + plain[place:]


def png_of(width: int, height: int, pixels: bytes, kind=b"\x08\x02\0\0\0") -> bytes:
    head = chunk(b"IHDR", struct.pack(">II", width, height) + kind)
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


def gif_with(block: bytes) -> bytes:
    return picture("GIF")[:-1] + block + b";"


def webp_with(name: bytes) -> bytes:
    pieces = picture("WEBP")[12:] + name + struct.pack("<I", len(SECRET)) + SECRET
    return b"RIFF" + struct.pack("<I", len(pieces) + 4) + b"WEBP" + pieces


def exif(*entries: bytes) -> bytes:
    table = struct.pack("<H", len(entries)) + b"".join(entries) + struct.pack("<I", 0)
    return jpeg_with(segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0" + table))


def orientation(kind: int, number: int, value: bytes) -> bytes:
    return exif(struct.pack("<HHI", 0x0112, kind, number) + value.ljust(4, b"\0"))


BESIDES = {
    "behind a JPEG": picture("JPEG") + SECRET,
    "behind a PNG": picture("PNG") + SECRET,
    "behind a GIF": picture("GIF") + SECRET,
    "behind a WebP": picture("WEBP") + SECRET,
    "smaller copy in JFIF": picture("JPEG")[:2]
    + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\2\2" + SECRET)
    + picture("JPEG")[20:],
    "smaller copy in JFXX": jpeg_with(segment(0xE0, b"JFXX\0\x10" + SECRET)),
    "comment": jpeg_with(segment(0xFE, SECRET)),
    "place, author": jpeg_with(segment(0xED, b"Photoshop 3.0\0" + SECRET)),
    "behind Adobe's colours": jpeg_with(segment(0xEE, b"Adobe\0d\0\0\0\0\1" + SECRET)),
    "colour profile that is none": jpeg_with(segment(0xE2, b"ICC_PROFILE\0\1\1" + SECRET)),
    "text in a PNG": png_with(chunk(b"tEXt", b"Author\0" + SECRET)),
    "text behind the pixels": png_with(chunk(b"tEXt", b"Author\0" + SECRET), place=-12),
    "where the picture comes from": png_with(chunk(b"caBX", SECRET)),
    "when it was changed": png_with(chunk(b"tIME", SECRET[:7])),
    "comment in a GIF": gif_with(b"\x21\xfe\x0c" + SECRET + b"\0"),
    "XMP in a GIF": gif_with(b"\x21\xff\x0bXMP DataXMP\x0c" + SECRET + b"\0"),
    "XMP in a WebP": webp_with(b"XMP "),
    "unknown piece of a WebP": webp_with(b"GEHX"),
}


@pytest.mark.parametrize("anew", [True, False], ids=["citizen", "editor"])
@pytest.mark.parametrize("content", BESIDES.values(), ids=BESIDES)
def test_nothing_is_kept_but_the_picture(content, anew):
    result = taken(content, kinds=PICTURES, anew=anew)
    result.file.seek(0)
    kept = result.file.read()
    assert SECRET[:7] in content
    assert SECRET[:7] not in kept
    assert Image.open(BytesIO(kept)).size == (60, 40)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_a_picture_without_anything_else_stays_as_it_is(kind):
    """Writing a photograph again would cost quality."""
    content = picture(kind)
    result = taken(content, kinds=PICTURES)
    result.file.seek(0)
    assert result.file.read() == content


UPRIGHT, TURNED = (60, 40), (40, 60)
SHOWN = {
    "orientation 0": (orientation(3, 1, b"\0"), UPRIGHT),
    "orientation 99": (orientation(3, 1, b"\x63"), UPRIGHT),
    "orientation as text": (orientation(2, 2, b"6"), UPRIGHT),
    "orientation twice": (orientation(3, 2, b"\6\0\6"), TURNED),
    "orientation among values that lead nowhere": (
        exif(
            struct.pack("<HHI", 0x0112, 3, 1) + b"\6\0\0\0",
            struct.pack("<HHII", 0x011A, 5, 1, 0x7FFFFFFF),
            struct.pack("<HHII", 0x8769, 4, 1, 8),
        ),
        TURNED,
    ),
    "EXIF that is none": (jpeg_with(segment(0xE1, b"Exif\0\0" + SECRET)), UPRIGHT),
    "colours for print, broken profile": (
        encoded(Image.new("CMYK", UPRIGHT), "JPEG", icc_profile=b"kein Profil"),
        UPRIGHT,
    ),
    "colours for print, profile of a screen": (
        encoded(Image.new("CMYK", UPRIGHT), "JPEG", icc_profile=SRGB),
        UPRIGHT,
    ),
    "photograph with a profile of two megabytes": (
        encoded(Image.new("RGB", UPRIGHT), "JPEG", icc_profile=SRGB + bytes(2_000_000)),
        UPRIGHT,
    ),
    "16 bits of each colour": (
        png_of(60, 40, (b"\0" + bytes(360)) * 40, b"\x10\x02\0\0\0"),
        UPRIGHT,
    ),
    "far more pixels than it says": (png_of(60, 40, bytes(20_000_000)), UPRIGHT),
    "animation without frames": (png_with(chunk(b"acTL", bytes(8))), UPRIGHT),
    "ten thousand texts": (png_with(chunk(b"tEXt", b"a\0b") * 10_000), UPRIGHT),
}


@pytest.mark.parametrize("anew", [True, False], ids=["citizen", "editor"])
@pytest.mark.parametrize(("content", "size"), SHOWN.values(), ids=SHOWN)
def test_what_every_browser_shows_is_taken(content, size, anew):
    shown = opened(content, anew=anew)
    shown.load()
    assert shown.size == size


REFUSED = {
    "half a photograph": (encoded(Image.effect_noise((300, 300), 80), "JPEG")[:20_000], "damaged"),
    "no pixels": (png_of(3000, 3000, b""), "damaged"),
    "nothing wide": (png_of(0, 0, b""), "damaged"),
    "two thousand million wide": (png_of(0x7FFFFFFF, 0x7FFFFFFF, b""), "pixels"),
    "wide by what its frame says": (b"GIF89a\xff\xff\xff\xff" + picture("GIF")[10:], "pixels"),
    "endless comments": (b"GIF89a\x14\0\x14\0\0\0\0" + b"\x21\xfe\1a\0" * 300_000 + b";", "damaged"),
    "profile that unpacks to much": (
        png_with(chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(20_000_000)))),
        "damaged",
    ),
    "drawing": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "type"),
    "page that begins like a photograph": (b"\xff\xd8\xff<html><script>alert(1)</script>", "damaged"),
    "of another kind": (encoded(Image.new("RGB", (9, 9)), "TIFF"), "type"),
    "AVIF": (encoded(Image.new("RGB", (32, 32)), "AVIF"), "type"),
    "twelve bits": (picture("JPEG").replace(b"\x08" + DIMENSIONS, b"\x0c" + DIMENSIONS), "damaged"),
}


@pytest.mark.parametrize(("content", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_nobody_can_show_is_refused_soon_and_in_words(content, reason):
    begin = time.monotonic()
    assert refused(content) == reason
    assert time.monotonic() - begin < 10


def test_a_photograph_of_very_many_passes_ends_soon():
    content = encoded(Image.new("RGB", (4400, 4400)), "JPEG", progressive=True)
    last = content[content.rindex(b"\xff\xda") : -2]
    begin = time.monotonic()
    try:
        assert taken(content[:-2] + last * 60 + b"\xff\xd9", kinds=PICTURES).size[0] <= 4000
    except ValidationError as error:
        assert error.code == "costly"
    assert time.monotonic() - begin < 30
