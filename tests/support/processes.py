"""Programs that a test starts and always stops again."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from .senders import demand_nobody_is_named


class Background:
    """A program in its own process group with its output in a file; use as a context manager."""

    def __init__(
        self, command: Sequence[str], output: Path, env: dict | None = None, cwd: Path | None = None
    ):
        self.output = output
        self.process = subprocess.Popen(
            list(command),
            stdout=output.open("ab"),
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=os.environ | (env or {}),
            cwd=cwd,
            start_new_session=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.interrupt()
        demand_nobody_is_named(self.output.read_text(errors="replace"), self.output.name)

    def wait_for(self, is_ready: Callable[[], bool], seconds: float) -> None:
        """Raise AssertionError with the program's output if it ends or stays silent."""
        deadline = time.monotonic() + seconds
        while not is_ready():
            assert self.process.poll() is None, f"It ended by itself:\n{self.read()}"
            assert time.monotonic() < deadline, f"Not ready after {seconds} s:\n{self.read()}"
            time.sleep(0.1)

    def interrupt(self, seconds: float = 15) -> int:
        """Like Ctrl-C: interrupt the whole group; return the exit code."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise

    @property
    def is_gone(self) -> bool:
        """Neither the program nor anything it started is left."""
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return True
        return False

    def read(self) -> str:
        return self.output.read_text(errors="replace")[-6000:]
