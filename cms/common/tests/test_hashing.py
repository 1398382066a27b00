"""However many passwords come at once, threads are left for readers."""

import threading

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from cms.common import hashing
from cms.common.hashing import BoundedHasher, HashingBusyError


@pytest.fixture
def slow(monkeypatch):
    """Hashing lasts until the event is set."""
    end, began = threading.Event(), threading.Semaphore(0)

    def encode(*args, **kwargs):
        began.release()
        end.wait(10)
        return "hash"

    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", encode)
    yield began, end
    end.set()


def begin(count: int) -> tuple[list[threading.Thread], list[str]]:
    results = []

    def hash_one():
        try:
            results.append(BoundedHasher().encode("kennwort", "salt"))
        except HashingBusyError:
            results.append("busy")

    threads = [threading.Thread(target=hash_one) for _ in range(count)]
    for thread in threads:
        thread.start()
    return threads, results


def test_two_threads_at_most_are_given_to_hashing(slow):
    began, end = slow
    threads, results = begin(12)
    assert began.acquire(timeout=5)
    for thread in threads:
        thread.join(0.02)
    assert results == ["busy"] * 10
    assert not began.acquire(blocking=False)
    end.set()
    for thread in threads:
        thread.join(5)
    assert sorted(results) == ["busy"] * 10 + ["hash"] * 2


def test_nobody_waits_long(slow, monkeypatch):
    monkeypatch.setattr(hashing, "PATIENCE", 0.05)
    began, end = slow
    threads, results = begin(1)
    assert began.acquire(timeout=5)
    with pytest.raises(HashingBusyError):
        BoundedHasher().encode("kennwort", "salt")
    end.set()
    threads[0].join(5)
    assert BoundedHasher().encode("kennwort", "salt") == "hash"


def test_hashes_are_those_of_django():
    django, ours = PBKDF2PasswordHasher(), BoundedHasher()
    assert ours.verify("kennwort", django.encode("kennwort", "salz", iterations=1))
    assert not ours.must_update(django.encode("kennwort", django.salt(), iterations=ours.iterations))
