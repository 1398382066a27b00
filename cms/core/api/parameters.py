"""Query parameters that many endpoints take, each with its bounds."""

import re
from typing import Annotated

from django.conf import settings
from ninja import Schema
from pydantic import AfterValidator, Field, StringConstraints, WithJsonSchema

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


Text = Annotated[str, StringConstraints(max_length=200), AfterValidator(printable)]
Language = Annotated[
    str,
    StringConstraints(max_length=20),
    AfterValidator(_language),
    WithJsonSchema({"type": "string", "enum": [code for code, _name in settings.LANGUAGES]}),
]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]


class LanguageParameters(Schema):
    locale: Language = Field(default=settings.LANGUAGE_CODE, description="The language of the answer.")


class ListParameters(LanguageParameters):
    """What every list takes."""

    limit: int = Field(default=20, ge=1, le=MOST_ITEMS, description="How many items at most.")
    cursor: Text | None = Field(
        default=None, description="Where to go on: taken from `next`, never made by hand."
    )
    fields: Text | None = Field(
        default=None,
        description="Only these fields of each item, divided by commas, the others are missing; "
        "`id` and `type` are always there.",
        examples=["title,url"],
    )
