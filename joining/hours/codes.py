"""The codes on proofs: long enough that guessing is hopeless, and typed like the codes of letters."""

import secrets

from directory.domain.letter_codes import LETTERS, grouped, typed

# 22 letters to the power of 20: more than 89 bits.
LENGTH, GROUP = 20, 4


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))


def code_in(text: str) -> str:
    """Return the code that somebody typed, "" if it cannot be one."""
    code = typed(text)
    return code if len(code) == LENGTH and set(code) <= set(LETTERS) else ""


def for_reading(code: str) -> str:
    return grouped(code, GROUP)
