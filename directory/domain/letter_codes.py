"""The codes in letters: short enough to type, and hashed with the site's secret key, so that a copy of the database
opens nothing."""

import re
import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

# Without 0 O, 1 I L, 2 Z, 5 S, 8 B, 6 G and U, so that no character on paper is ambiguous.
LETTERS = "3479ACDEFHJKMNPQRTVWXY"
CODE_LENGTH, NUMBER_LENGTH = 8, 6
_BETWEEN = re.compile(r"[\s.,:;_/\-\u2010-\u2015\u2212]+")
_SALT = "directory.letters"


def new_code() -> str:
    return _draw(CODE_LENGTH)


def new_number() -> str:
    return _draw(NUMBER_LENGTH)


def typed(text: str) -> str:
    """Normalise a typed code: upper case, without spaces and dashes."""
    return _BETWEEN.sub("", text).upper()


def is_code(text: str) -> bool:
    return len(text) == CODE_LENGTH and set(text) <= set(LETTERS)


def grouped(text: str, size: int) -> str:
    """Return for example "ACDE-FHJK", since groups are easier to read and type."""
    return "-".join(text[start : start + size] for start in range(0, len(text), size))


def digest_of(number: str, purpose: str, code: str) -> str:
    return salted_hmac(_SALT, f"{purpose}:{number}:{code}", algorithm="sha256").hexdigest()


def is_same(digest: str, other: str) -> bool:
    return constant_time_compare(digest, other)


def _draw(length: int) -> str:
    return "".join(secrets.choice(LETTERS) for _letter in range(length))
