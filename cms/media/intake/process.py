"""Runs `reader` beside this process, for one file at a time: memory does not grow with the number of threads."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

from django.conf import settings

# Until a file is given up, on a busy machine; the reader's own limit counts seconds of work.
SECONDS = 60
# More files than these do not wait for their turn, so that readers find a free thread (`manage.py serve` has six).
MOST_WAITING = 4
LONGEST_ANSWER = 64 * 1024

_alone = threading.Lock()
_waiting = threading.BoundedSemaphore(MOST_WAITING)


class BusyError(Exception):
    """So many files are being read already that another one would hold up readers."""


class Reader:
    """The other process: started for the first file, and again after one that it did not survive."""

    def __init__(self):
        self.process = self.connection = None

    def ask(self, question: dict, source: IO[bytes], result: IO[bytes]) -> dict:
        message, files = json.dumps(question).encode(), [source.fileno(), result.fileno()]
        try:
            for _attempt in range(2):
                if answer := self._answer(message, files):
                    facts = json.loads(answer)
                    if facts.pop("is_last"):
                        # So that its memory is free before somebody else decodes.
                        self.stop()
                    return facts
                if not self._has_ended_by_itself():
                    break
        except TimeoutError:
            pass
        except BaseException:
            # An answer that comes later would be taken for that of the next question.
            self.stop()
            raise
        self.stop()
        return {"refused": "costly", "numbers": {}}

    def _answer(self, message: bytes, files: list[int]) -> bytes:
        self._connect()
        try:
            socket.send_fds(self.connection, [message], files)
            return self.connection.recv(LONGEST_ANSWER)
        except ConnectionError:
            return b""

    def _has_ended_by_itself(self) -> bool:
        """As it does when nobody asks for a while, and after a large file."""
        with suppress(subprocess.TimeoutExpired):
            return self.process.wait(1) == 0
        return False

    def stop(self) -> None:
        if self.process:
            self.connection.close()
            self.process.kill()
            self.process.wait()
        self.process = self.connection = None

    def _connect(self) -> None:
        if self.process and self.process.poll() is None:
            return
        self.stop()
        self.connection, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.connection.settimeout(SECONDS)
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "cms.media.intake.reader", str(theirs.fileno())],
                cwd=settings.BASE_DIR,
                env={
                    key: os.environ[key] for key in ("PATH", "TMPDIR", "LD_LIBRARY_PATH") if key in os.environ
                },
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )


_reader = Reader()


def ask(question: dict, source: IO[bytes], result: IO[bytes]) -> dict:
    """Return the answer of `reader`; raise BusyError."""
    waiting = _waiting
    if not waiting.acquire(blocking=False):
        raise BusyError
    try:
        with decoding_alone():
            return _reader.ask(question, source, result)
    finally:
        waiting.release()


@contextmanager
def decoding_alone(seconds: float = -1) -> Iterator[bool]:
    """Around whatever decodes pictures in this process; tells whether its turn has come within the time."""
    alone = _alone
    has_turn = alone.acquire(timeout=seconds)
    try:
        yield has_turn
    finally:
        if has_turn:
            alone.release()


def _forget_reader() -> None:
    """A copy of this process needs a reader of its own."""
    global _reader, _alone, _waiting
    if _reader.connection:
        _reader.connection.close()
    _reader, _alone, _waiting = Reader(), threading.Lock(), threading.BoundedSemaphore(MOST_WAITING)


os.register_at_fork(after_in_child=_forget_reader)
