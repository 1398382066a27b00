"""Cursors of lists that are ranked anew for each question, so that only a number can tell where to go on."""

from .keyset import refused, seal, unseal

LAST = 10_000


def read_offset(cursor: str | None) -> int:
    """Return the number of rows to skip. Raises ApiError for a cursor of something else."""
    if cursor is None:
        return 0
    match unseal(cursor):
        case ["offset", int(number)] if 0 <= number <= LAST:
            return number
    raise refused()


def after(offset: int, count: int) -> str | None:
    """Return the cursor for the rows from `offset` on, None when there are none."""
    return seal(["offset", offset]) if offset < min(count, LAST) else None
