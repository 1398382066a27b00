"""Cursors of lists that are ranked anew for each question, so that only a number can tell where to go on."""

import base64
import binascii

from .problems import invalid

LAST = 10_000


def read_offset(cursor: str | None) -> int:
    """Return the number of rows to skip. Raises ApiError for a cursor of something else."""
    if cursor is None:
        return 0
    try:
        name, _, number = (
            base64.b64decode(cursor, altchars=b"-_", validate=True).decode("ascii").partition(":")
        )
        if name == "offset" and number.isdecimal() and len(number) <= 5 and int(number) <= LAST:
            return int(number)
    except (binascii.Error, ValueError):
        pass
    raise invalid("query", "cursor", "This cursor does not belong to this list. Begin without one.")


def after(offset: int, count: int) -> str | None:
    """Return the cursor for the rows from `offset` on, None when there are none."""
    if offset >= min(count, LAST):
        return None
    return base64.b64encode(f"offset:{offset}".encode(), altchars=b"-_").decode()
