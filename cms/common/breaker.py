"""A circuit breaker: after one failure, callers stop waiting for a service that is down."""

import threading
from time import monotonic

PAUSE = 15.0


class Breaker:
    """Opens for `PAUSE` seconds after a failure; then a single caller probes while others are still refused."""

    def __init__(self):
        self._lock = threading.Lock()
        self._has_failed = False
        self._shut_until = 0.0

    def lets_through(self) -> bool:
        with self._lock:
            if not self._has_failed:
                return True
            if monotonic() < self._shut_until:
                return False
            self._shut_until = monotonic() + PAUSE
            return True

    def note_failure(self) -> None:
        with self._lock:
            self._has_failed, self._shut_until = True, monotonic() + PAUSE

    def note_success(self) -> None:
        self._has_failed = False
