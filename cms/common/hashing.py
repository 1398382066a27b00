"""Hashing passwords is slow on purpose, and anybody may cause it, so it gets a bounded share of each process."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from django.contrib.auth.hashers import PBKDF2PasswordHasher

# Seconds that a hash waits for the one before it.
PATIENCE = 3.0
# One hashes, one waits: a process answers with four threads, and the others stay with the readers.
_entered = BoundedSemaphore(2)
_hashing = Lock()


class HashingBusyError(Exception):
    """Too many passwords are being hashed; nothing was decided about this one."""


class BoundedHasher(PBKDF2PasswordHasher):
    """Django's own, with the same hashes."""

    def encode(self, *args, **kwargs) -> str:
        with _turn():
            return super().encode(*args, **kwargs)


def is_busy() -> bool:
    """Whether the next password would be refused, so that nobody works for it in vain."""
    if _entered.acquire(blocking=False):
        _entered.release()
        return False
    return True


@contextmanager
def _turn() -> Iterator[None]:
    if not _entered.acquire(blocking=False):
        raise HashingBusyError
    try:
        if not _hashing.acquire(timeout=PATIENCE):
            raise HashingBusyError
        try:
            yield
        finally:
            _hashing.release()
    finally:
        _entered.release()
