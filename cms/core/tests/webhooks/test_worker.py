"""The worker sends mails and webhooks beside each other."""

from threading import Event, Thread

import pytest

from cms.core import worker


@pytest.fixture
def hanging(monkeypatch):
    """A receiver that does not answer before it is told to."""
    answers = Event()
    monkeypatch.setattr(worker, "deliver_webhooks", lambda should_stop: answers.wait(30))
    monkeypatch.setattr(worker, "has_front_cache", lambda: False)
    monkeypatch.setattr(worker, "run_due_jobs", lambda should_stop: None)
    yield answers
    answers.set()


def test_no_mail_waits_for_a_receiver_that_hangs(hanging, monkeypatch):
    is_sent = Event()
    monkeypatch.setattr(worker, "deliver_due", lambda should_stop: is_sent.set() or {"unreachable": False})
    running = worker.Worker()
    thread = Thread(target=running.run)
    thread.start()
    try:
        assert is_sent.wait(10)
    finally:
        running.stopping.set()
        hanging.set()
        thread.join(10)
