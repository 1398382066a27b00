"""Emphasis in plain text fields, marked as in mails: *like this*."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MARKED = re.compile(r"\*([^*]+)\*")


@dataclass(frozen=True)
class Part:
    text: str
    is_emphasised: bool


def parts_of(text: str) -> list[Part]:
    """Split "lebt vom *Mitmachen*" into its parts, without asterisks."""
    pieces = MARKED.split(text)
    parts = (Part(piece.replace("*", ""), index % 2 == 1) for index, piece in enumerate(pieces))
    return [part for part in parts if part.text]


def without_marks(text: str) -> str:
    return text.replace("*", "")


def validate_marks(text: str) -> None:
    if text.count("*") not in (0, 2):
        raise ValidationError(_("Put one asterisk before and one after the words to be emphasised."))
