"""The worker sends mails and webhooks concurrently."""

from dataclasses import replace
from threading import Event, Thread

import pytest

from cms.jobs.registry import QUEUES, Queue
from cms.operations import worker
from cms.operations.worker import Worker


@pytest.fixture
def hanging():
    """A receiver that responds only when released."""
    answers = Event()
    yield answers
    answers.set()


def test_no_mail_waits_for_a_receiver_that_hangs(hanging):
    is_sent = Event()
    webhooks = replace(QUEUES["webhooks"], drain=lambda should_stop: hanging.wait(30))
    mails = replace(QUEUES["mails"], drain=lambda should_stop: is_sent.set() or {"unreachable": 0})
    running = Worker()
    with QUEUES.replaced(webhooks, mails):
        thread = Thread(target=running.run)
        thread.start()
        try:
            assert is_sent.wait(10)
        finally:
            running.stopping.set()
            hanging.set()
            thread.join(10)


def test_a_queue_whose_receiver_is_away_is_left_alone_for_a_while(monkeypatch):
    monkeypatch.setattr(worker, "PAUSE", 0)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    asked = []
    running = Worker()

    def drain_next(should_stop):
        asked.append("next")
        if asked.count("next") == 3:
            running.stopping.set()

    with QUEUES.replaced(
        Queue("away", lambda should_stop: asked.append("away"), is_away=lambda result: True),
        Queue("next", drain_next),
    ):
        running.run()
    assert asked == ["away", "next", "next", "next"]
