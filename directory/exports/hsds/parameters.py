"""Query parameters, of which unknown ones are refused with a list of those allowed, and the pages they ask for."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from uuid import UUID

from django.http import QueryDict
from django.utils.dateparse import parse_datetime

PER_PAGE = 50
MOST_PER_PAGE = 100
# Larger than any directory; higher numbers would overflow the database's integers.
LAST_PAGE = 1_000_000
LONGEST_TEXT = 100


class Refused(Exception):
    """Says in one sentence, for developers, what is wrong with a request."""


def read_parameters(query: QueryDict, allowed: tuple[str, ...]) -> dict:
    """Return the values by name, None for absent ones. Raise Refused."""
    unknown = [name[:40] for name in query if name not in allowed]
    if unknown:
        raise Refused(f"Unknown parameter: {', '.join(unknown[:5])}. {_allowed(allowed)}")
    repeated = [name for name in query if len(query.getlist(name)) > 1]
    if repeated:
        raise Refused(f"Parameter given more than once: {', '.join(repeated)}.")
    return {name: _value(name, query.get(name)) for name in allowed}


def _allowed(names: tuple[str, ...]) -> str:
    return f"Allowed: {', '.join(names)}." if names else "This address takes no parameters."


def _value(name: str, text: str | None):
    if text is None:
        return None
    what, read = KINDS[name]
    try:
        return read(text)
    except (ValueError, KeyError, OverflowError) as error:
        raise Refused(f"The parameter {name} must be {what}.") from error


def _number(most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdecimal() and len(text) <= 9 and 1 <= int(text) <= most):
            raise ValueError
        return int(text)

    return read


def _flag(text: str) -> bool:
    return {"true": True, "false": False}[text.lower()]


def _text(text: str) -> str:
    if len(text) > LONGEST_TEXT or "\x00" in text:
        raise ValueError
    return text


def _moment(text: str) -> datetime:
    # An unescaped plus sign arrives as a space.
    moment = parse_datetime(text.replace(" ", "+")) or datetime.combine(date.fromisoformat(text), time())
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _key(text: str) -> UUID:
    if len(text) > 45:
        raise ValueError
    return UUID(text)


KEY = ("a UUID", _key)
FLAG = ("true or false", _flag)
KINDS: dict[str, tuple[str, Callable]] = {
    "page": (f"a number from 1 to {LAST_PAGE}", _number(LAST_PAGE)),
    "per_page": (f"a number from 1 to {MOST_PER_PAGE}", _number(MOST_PER_PAGE)),
    "search": (f"a text of at most {LONGEST_TEXT} characters", _text),
    "modified_after": ("a day or a moment as ISO 8601 writes them", _moment),
    "organization_id": KEY,
    "taxonomy_id": KEY,
    "taxonomy_term_id": KEY,
    "parent_id": KEY,
    "full": FLAG,
    "full_service": FLAG,
    "top_only": FLAG,
}


def page_of(rows: Sequence, parameters: dict) -> tuple[dict, list]:
    """Return the envelope of Open Referral UK without contents, and the page's rows; pages past the end are empty."""
    number, size = parameters["page"] or 1, parameters["per_page"] or PER_PAGE
    total = len(rows)
    pages = max(1, -(-total // size))
    start = (number - 1) * size
    found = list(rows[start : start + size])
    envelope = {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(found),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not found,
    }
    return envelope, found
