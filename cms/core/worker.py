"""The process beside the site: it sends mails and webhooks and runs jobs until it is told to stop."""

import logging
import multiprocessing
import os
import signal
import threading
import time
from contextlib import contextmanager

from django.db import close_old_connections

from .front_cache.outbox import is_used as has_front_cache
from .front_cache.outbox import send_due as tell_front_cache
from .jobs import run_due_jobs
from .mail.delivery import deliver_due
from .webhooks.delivery import deliver_due as deliver_webhooks

logger = logging.getLogger(__name__)

PAUSE = 2.0
# A mail server that is away is not asked with every round.
PAUSE_WHEN_UNREACHABLE = 15.0
SECONDS_TO_STOP = 3.0


class Worker:
    """Finishes the mail or job at hand when asked to stop; a second signal ends it at once."""

    def __init__(self, parent: int | None = None):
        self.parent = parent
        self.stopping = threading.Event()
        self.mails_wait_until = 0.0

    def run(self) -> None:
        # A receiver that takes its time must not keep mails and jobs waiting.
        webhooks = threading.Thread(target=self._deliver_webhooks, name="webhooks", daemon=True)
        webhooks.start()
        while not self.should_stop():
            self._attempt(self._tell_front_cache)
            self._attempt(self._send_mails)
            self._attempt(self._run_jobs)
            self.stopping.wait(PAUSE)

        webhooks.join(SECONDS_TO_STOP)

    def stop_on(self, *signals: int) -> None:
        for number in signals:
            signal.signal(number, self._on_signal)

    def should_stop(self) -> bool:
        is_orphan = self.parent is not None and os.getppid() != self.parent
        return is_orphan or self.stopping.is_set()

    def _send_mails(self) -> None:
        if time.monotonic() < self.mails_wait_until:
            return
        if deliver_due(self.should_stop)["unreachable"]:
            self.mails_wait_until = time.monotonic() + PAUSE_WHEN_UNREACHABLE

    def _deliver_webhooks(self) -> None:
        while not self.should_stop():
            self._attempt(lambda: deliver_webhooks(self.should_stop))
            self.stopping.wait(PAUSE)

    def _tell_front_cache(self) -> None:
        if has_front_cache():
            tell_front_cache()

    def _run_jobs(self) -> None:
        run_due_jobs(self.should_stop)

    def _attempt(self, step) -> None:
        """Nothing ends the worker: a database that is away comes back."""
        try:
            step()
        except Exception as error:
            logger.error("The worker goes on after %s.", type(error).__name__)
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
