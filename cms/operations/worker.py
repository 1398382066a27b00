"""The process beside the site: it drains the queues (mails, webhooks, jobs …) until it is told to stop."""

import logging
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterable
from contextlib import contextmanager

from django.db import close_old_connections

from cms.jobs.registry import QUEUES, Queue

logger = logging.getLogger(__name__)

PAUSE = 2.0
PAUSE_WHEN_AWAY = 15.0
SECONDS_TO_STOP = 3.0


class Worker:
    """Finishes the item at hand when asked to stop; a second signal ends it at once."""

    def __init__(self, parent: int | None = None):
        self.parent = parent
        self.stopping = threading.Event()

    def run(self) -> None:
        slow = [each for each in QUEUES.values() if each.has_own_thread]
        threads = [threading.Thread(target=self._drain, args=[[each]], daemon=True) for each in slow]
        for thread in threads:
            thread.start()
        self._drain([each for each in QUEUES.values() if each not in slow])
        for thread in threads:
            thread.join(SECONDS_TO_STOP)

    def stop_on(self, *signals: int) -> None:
        for number in signals:
            signal.signal(number, self._on_signal)

    def should_stop(self) -> bool:
        is_orphan = self.parent is not None and os.getppid() != self.parent
        return is_orphan or self.stopping.is_set()

    def _drain(self, queues: Iterable[Queue]) -> None:
        not_before: dict[str, float] = {}
        while not self.should_stop():
            for queue in queues:
                if time.monotonic() >= not_before.get(queue.name, 0.0) and self._is_away(queue):
                    not_before[queue.name] = time.monotonic() + PAUSE_WHEN_AWAY
            self.stopping.wait(PAUSE)

    def _is_away(self, queue: Queue) -> bool:
        """Drain it and tell whether its receiver is away. Nothing ends the worker: a database comes back."""
        try:
            return queue.is_away(queue.drain(self.should_stop))
        except Exception as error:
            logger.error("The worker goes on after %s.", type(error).__name__)
            return False
        finally:
            close_old_connections()

    def _on_signal(self, number, frame) -> None:
        self.stopping.set()
        signal.signal(number, signal.SIG_DFL)


@contextmanager
def worker_beside():
    """A worker in a process of its own while the block runs; whatever happens to it, the block goes on.

    Every database connection must be closed before: the worker begins as a copy of this process.
    """
    process = multiprocessing.get_context("fork").Process(target=_run_beside, args=[os.getpid()], daemon=True)
    process.start()
    try:
        yield process
    finally:
        process.terminate()
        process.join(SECONDS_TO_STOP)
        process.kill()


def _run_beside(parent: int) -> None:
    worker = Worker(parent)
    worker.stop_on(signal.SIGTERM)
    # Ctrl-C reaches the whole group; the site's process decides when this one ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    worker.run()
