"""A file's kind by its content, since names and the browser's word can be forged."""

from typing import BinaryIO

import filetype

PDF = "application/pdf"
JPEG, PNG, GIF, WEBP, HEIC = "image/jpeg", "image/png", "image/gif", "image/webp", "image/heic"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
TEXT = "application/vnd.oasis.opendocument.text"
SHEET = "application/vnd.oasis.opendocument.spreadsheet"
MP4, WEBM = "video/mp4", "video/webm"
PICTURES = {JPEG, PNG, GIF, WEBP, HEIC}
PACKAGES = {WORD, EXCEL, SLIDES, TEXT, SHEET}
# A ZIP file, until somebody has looked into it.
PACKAGE = "application/zip"
ALIKE = {"video/quicktime": MP4, "video/x-matroska": WEBM, "image/heif": HEIC, "image/apng": PNG}
# What phones and cameras write into the head of a HEIC file; AVIF has others.
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
HEAD = 8192


def kind_of(file: BinaryIO) -> str:
    """Return the MIME type of the content, "" if nobody knows it."""
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if head.startswith(b"PK\x03\x04"):
        return PACKAGE
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS and b"avif" not in head[:64]:
        return HEIC
    found = filetype.guess(head)
    return ALIKE.get(found.mime, found.mime) if found else ""
