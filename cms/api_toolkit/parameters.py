"""Query parameters that many endpoints take, each with its bounds."""

import re
from datetime import date
from typing import Annotated

from django.conf import settings
from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema

MOST_ITEMS = 100
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def printable(text: str) -> str:
    if UNPRINTABLE.search(text):
        raise ValueError("Control characters are not allowed.")
    return text


def _language(code: str) -> str:
    codes = [code for code, _name in settings.LANGUAGES]
    if code not in codes:
        raise ValueError(f"Unknown language. Allowed: {', '.join(codes)}.")
    return code


def _spelled(pattern: str, words: str) -> BeforeValidator:
    """Refuse other spellings, which pydantic would guess at: "0" as a day of 1970, "on" as true, "5.0" as 5."""

    def check(value):
        if isinstance(value, str) and not re.fullmatch(pattern, value, re.ASCII):
            raise ValueError(words)
        return value

    return BeforeValidator(check)


Day = Annotated[date, _spelled(r"\d{4}-\d\d-\d\d", "Give a day as 2026-12-24.")]
Flag = Annotated[bool, _spelled("true|false", "Give `true` or `false`.")]
DIGITS = _spelled(r"-?\d+", "Give a whole number in digits.")
Whole = Annotated[int, DIGITS]
Text = Annotated[str, StringConstraints(max_length=200), AfterValidator(printable)]
Language = Annotated[
    str,
    StringConstraints(max_length=20),
    AfterValidator(_language),
    WithJsonSchema({"type": "string", "enum": [code for code, _name in settings.LANGUAGES]}),
]
# Bounds stand before a check of one's own: behind it, the contract would not tell them in words of JSON Schema.
Number = Annotated[int, Field(ge=1, le=2**31 - 1), DIGITS]


class LanguageParameters(Schema):
    locale: Language = Field(default=settings.LANGUAGE_CODE, description="The language of the answer.")


class ListParameters(LanguageParameters):
    """What every list takes."""

    limit: Whole = Field(default=20, ge=1, le=MOST_ITEMS, description="How many items at most.")
    cursor: Text | None = Field(
        default=None, description="Where to go on: taken from `next`, never made by hand."
    )
    fields: Text | None = Field(
        default=None,
        description="Only these fields of each item, divided by commas, the others are missing; "
        "`id` and `type` are always there. The answer is `application/vnd.sparse+json`.",
        examples=["title,url"],
    )
