"""Behaviour while a service is down, as far as a single process shows it."""

import pytest
import redis
from django.core.cache import caches

from cms.caching import content_version as versioning
from cms.caching.content_version import VERSION_KEY, content_version, refresh_content
from cms.caching.redis_client import PatientRedis


class Away:
    """An unreachable cache, as django-redis presents it: it ignores writes and finds nothing."""

    def get(self, key, default=None):
        return default

    def add(self, *args):
        return None

    set = add


@pytest.fixture
def versions(monkeypatch, settings):
    """Switches the shared cache off and on: `versions(away=True)`."""
    real = caches["versions"]

    def switch(away: bool):
        monkeypatch.setattr(versioning, "caches", {"versions": Away() if away else real})

    yield switch
    versioning._absence.name = ""


@pytest.fixture
def clock(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(versioning.time, "monotonic", lambda: now[0])
    return now


def test_pieces_are_kept_for_a_second_while_the_cache_is_away(versions, clock):
    versions(away=True)
    first = content_version()
    assert content_version() == first
    clock[0] += 1
    assert content_version() != first


def test_own_change_is_seen_at_once_while_it_is_away(versions, clock, db, django_capture_on_commit_callbacks):
    versions(away=True)
    before = content_version()
    with django_capture_on_commit_callbacks(execute=True):
        refresh_content()
    assert content_version() != before


def test_everything_is_new_when_it_is_back(versions, clock):
    before = content_version()
    versions(away=True)
    content_version()
    versions(away=False)
    after = content_version()
    assert after != before
    assert content_version() == after
    assert caches["versions"].get(VERSION_KEY) in after


def test_redis_that_hangs_is_asked_once_in_two_seconds(monkeypatch):
    asked = []

    def hang(self, *args, **options):
        asked.append(args)
        raise redis.TimeoutError

    monkeypatch.setattr(redis.Redis, "execute_command", hang)
    monkeypatch.setattr(PatientRedis, "away_until", 0.0)
    client = PatientRedis()
    for _ in range(5):
        with pytest.raises((redis.TimeoutError, redis.ConnectionError)):
            client.get("anything")
    assert len(asked) == 1
