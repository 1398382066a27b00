"""What a request may ask for. Everything else is refused with the names of what is allowed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from uuid import UUID

from django.http import QueryDict
from django.utils.dateparse import parse_datetime

PER_PAGE = 50
MOST_PER_PAGE = 100
# Far beyond any directory; a larger number would not fit into the database's.
LAST_PAGE = 1_000_000
LONGEST_TEXT = 100


class Refused(Exception):
    """Says what is wrong with a request, in one sentence for developers."""


def read_parameters(query: QueryDict, allowed: tuple[str, ...]) -> dict:
    """Return the values by name, those not given as None. Raises Refused."""
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
    # A plus sign that was not encoded arrives as a space.
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
