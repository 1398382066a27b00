"""What stands in the file of a picture besides the picture: place, author, a smaller copy from before it was cut, a
whole other file behind its end. Whoever shows the picture needs nothing of it, and libraries see only some of it."""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from .kinds import GIF, JPEG, PNG, WEBP

PNG_CHUNKS = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"bKGD", b"pHYs", b"sBIT", b"hIST"),
    *(b"cHRM", b"gAMA", b"iCCP", b"sRGB", b"cICP", b"mDCV", b"cLLI"),
}
WEBP_CHUNKS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"}
# Markers of JPEG: beginning of the data, end of the picture, comment; a marker ends data, except for these two.
DATA, END, COMMENT = 0xDA, 0xD9, 0xFE
AFTER_DATA = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
# Density and colours: segments of just this length hold nothing else. Longer ones hold a smaller copy.
PLAIN_SEGMENTS = {0xE0: (b"JFIF\0", 14), 0xEE: (b"Adobe", 12)}
COLOUR_PROFILE = b"ICC_PROFILE\0"
# Blocks of GIF: another one follows, a picture, the end; how long a picture is shown, which is harmless.
EXTENSION, PICTURE, TRAILER, TIMING = 0x21, 0x2C, 0x3B, 0xF9
PADDING = b"\0\n\r "


def has_more(file: BinaryIO, kind: str) -> bool:
    place = file.tell()
    file.seek(0)
    content = file.read()
    file.seek(place)
    try:
        end = ENDS[kind](content)
    except IndexError:
        return True
    return end is None or bool(content[end:].strip(PADDING))


def _end_of_png(content: bytes) -> int | None:
    place = 8
    while place < len(content):
        name = content[place + 4 : place + 8]
        if name not in PNG_CHUNKS:
            return None
        place += 12 + int.from_bytes(content[place : place + 4])
        if name == b"IEND":
            return place
    return None


def _end_of_webp(content: bytes) -> int | None:
    end, place = 8 + int.from_bytes(content[4:8], "little"), 12
    while place < end:
        if content[place : place + 4] not in WEBP_CHUNKS:
            return None
        size = int.from_bytes(content[place + 4 : place + 8], "little")
        place += 8 + size + size % 2
    return end


def _end_of_jpeg(content: bytes) -> int | None:
    for marker, begin, end in _segments(content):
        if marker == END:
            return end
        segment = content[begin:end]
        mark, length = PLAIN_SEGMENTS.get(marker, (COLOUR_PROFILE, len(segment)))
        is_plain = segment.startswith(mark) and len(segment) == length
        if marker == COMMENT or 0xE0 <= marker <= 0xEF and not is_plain:
            return None
    return None


def _segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """The markers of a JPEG, with where their content begins and ends."""
    place = 2
    while found := AFTER_DATA.search(content, place):
        marker, begin = content[found.end() - 1], found.end() + 2
        if marker == END:
            yield marker, found.end(), found.end()
            return
        place = found.end() + int.from_bytes(content[found.end() : begin])
        yield marker, begin, place


def _end_of_gif(content: bytes) -> int | None:
    place = 13 + _colours(content[10])
    while content[place] != TRAILER:
        kind, label = content[place], content[place + 1]
        if kind == PICTURE:
            place += 11 + _colours(content[place + 9])
        elif kind == EXTENSION and (label == TIMING or content[place + 3 : place + 14] == b"NETSCAPE2.0"):
            place += 2
        else:
            return None
        while size := content[place]:
            place += 1 + size
        place += 1
    return place + 1


def _colours(flags: int) -> int:
    """How many bytes its table of colours takes."""
    return 3 * 2 ** (flags % 8 + 1) if flags & 0x80 else 0


ENDS: dict[str, Callable[[bytes], int | None]] = {
    JPEG: _end_of_jpeg,
    PNG: _end_of_png,
    WEBP: _end_of_webp,
    GIF: _end_of_gif,
}
