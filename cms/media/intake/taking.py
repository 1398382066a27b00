"""What everybody calls who takes in a file: it is known by its content and safe to open, or refused in words."""

import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import PurePath
from tempfile import TemporaryFile
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from . import process
from .reader import kinds as k
from .words import refusal

# Kinds, the suffix of each and what people call it.
SUFFIXES = {
    k.JPEG: ".jpg",
    k.PNG: ".png",
    k.WEBP: ".webp",
    k.GIF: ".gif",
    k.HEIC: ".heic",
    k.PDF: ".pdf",
    k.WORD: ".docx",
    k.EXCEL: ".xlsx",
    k.SLIDES: ".pptx",
    k.TEXT: ".odt",
    k.SHEET: ".ods",
    k.MP4: ".mp4",
    k.WEBM: ".webm",
}
NAMES = {kind: suffix[1:].upper() for kind, suffix in SUFFIXES.items()} | {k.JPEG: "JPEG"}
PICTURES = (k.JPEG, k.PNG, k.WEBP, k.GIF, k.HEIC)
OTHER_SPELLINGS = {".jpeg": ".jpg", ".jfif": ".jpg", ".heif": ".heic"}
TYPE = _("Please choose a file of one of these kinds: %(kinds)s.")


@dataclass(frozen=True)
class Taken:
    """A file that may be stored: `file` is the one that was given, or what is kept of it."""

    file: File
    kind: str
    facts: dict = field(default_factory=dict)

    @property
    def size(self) -> tuple[int, int] | None:
        return (self.facts["width"], self.facts["height"]) if "width" in self.facts else None


@dataclass(frozen=True)
class Table:
    """`file` is CSV in UTF-8, or of `k.EXCEL` what `reader/tables.py` writes."""

    kind: str
    file: IO[bytes]


def take(file: File, kinds: Collection[str], *, anew: bool = False, pixels: int = 0) -> Taken:
    """Raise ValidationError for what is of another kind, damaged, dangerous or too costly.

    `anew` leaves nothing of a picture but its pixels, and no more than so many `pixels`, if a number is given.
    Who takes the same file again gets the same answer.
    """
    if (taken := getattr(file, "taken", None)) and taken.kind in kinds and not anew:
        return taken
    result = TemporaryFile()  # noqa: SIM115 - becomes the file to be stored
    facts = _asked(file, result, kinds=list(kinds), anew=anew, pixels=pixels)
    kind = facts.pop("stored", facts.pop("kind", ""))
    kept = file
    if result.seek(0, 2):
        kept = File(result, name=named(PurePath(file.name or "").name, kind))
    taken = Taken(kept, kind, facts)
    kept.taken = taken
    return taken


def check_text(file: File, suffix: str) -> None:
    """Raise ValidationError for what is no plain text, or markup in disguise."""
    with TemporaryFile() as nothing:
        _asked(file, nothing, kinds=[], text=suffix)


def take_table(file: File) -> Table:
    """Raise ValidationError for what is no table, damaged or too costly. Nothing that a program could run is kept."""
    result = TemporaryFile()  # noqa: SIM115 - read row by row
    facts = _asked(file, result, kinds=[], table=True)
    result.seek(0)
    return Table(facts["kind"], result)


def first_page(file: File) -> File | None:
    """An image of a PDF that was taken; None if it takes too much to draw."""
    result = TemporaryFile()  # noqa: SIM115 - becomes the cover
    try:
        _asked(file, result, kinds=[k.PDF], cover=True)
    except ValidationError:
        return None
    return File(result, name="cover.png")


def names_of(kinds: Collection[str]) -> str:
    return ", ".join(NAMES[kind] for kind in kinds)


def named(name: str, kind: str) -> str:
    """The name with the suffix of what the file is."""
    path, suffix = PurePath(name), SUFFIXES[kind]
    ending = path.suffix.lower()
    return name if OTHER_SPELLINGS.get(ending, ending) == suffix else f"{path.stem}{suffix}"


def _asked(file: File, result: IO[bytes], **question) -> dict:
    try:
        with _with_a_number(file) as source:
            answer = process.ask(question, source, result)
    except process.BusyError as error:
        raise refusal("busy") from error
    finally:
        file.seek(0)
    if answer.get("refused") == "type":
        raise ValidationError(TYPE, "type", {"kinds": names_of(question["kinds"])})
    if code := answer.get("refused"):
        raise refusal(code, **answer["numbers"])
    return answer


@contextmanager
def _with_a_number(file: File) -> Iterator[IO[bytes]]:
    """The file as one that another process can read; small uploads are in memory only."""
    try:
        file.fileno()
    except (OSError, AttributeError):
        with TemporaryFile() as copy:
            file.seek(0)
            shutil.copyfileobj(file, copy)
            copy.flush()
            yield copy
    else:
        file.flush()
        yield file
