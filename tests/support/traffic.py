"""Requests at a steady rate, each on its own connection."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager


class Traffic:
    """Counts of each outcome, and reasons of failures."""

    def __init__(self):
        self.answers: Counter[str] = Counter()
        self.failures: list[str] = []
        self.slowest = 0.0

    def note(self, ask: Callable[[], int]) -> None:
        begin = time.monotonic()
        try:
            status = ask()
        except OSError as error:
            self.failures.append(type(error).__name__)
        else:
            self.answers[str(status)] += 1
            if status >= 500:
                self.failures.append(str(status))
        self.slowest = max(self.slowest, time.monotonic() - begin)


@contextmanager
def traffic(asks: list[Callable[[], int]], per_second: float):
    """Inside the block, send the requests in turn at this rate, without waiting for earlier ones."""
    seen, stopping = Traffic(), threading.Event()

    def send(pool):
        for number in range(1_000_000):
            if stopping.wait(1 / per_second):
                return
            pool.submit(seen.note, asks[number % len(asks)])

    with ThreadPoolExecutor(max_workers=64) as pool:
        sender = threading.Thread(target=send, args=[pool])
        sender.start()
        try:
            yield seen
        finally:
            stopping.set()
            sender.join()
