"""What probes get, whatever host name they use."""

import pytest
from django.db import OperationalError

from cms.operations.monitoring import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _production_like(settings, monkeypatch):
    settings.ALLOWED_HOSTS = ["stadt.example"]
    settings.SECURE_SSL_REDIRECT = True
    # A busy machine is not an outage.
    monkeypatch.setattr(health, "SECONDS_ALLOWED", 20)


def fail(*args, **kwargs):
    raise OperationalError("connection refused")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probe_needs_neither_name_nor_https(client, path):
    response = client.get(path, headers={"host": "10.0.0.7:8000"})
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"


def test_being_alive_asks_nobody(client, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(health, "cache", None)
    with django_assert_num_queries(0):
        assert client.get("/healthz").status_code == 200


def test_readiness_is_looked_for_once_in_five_seconds(client, django_assert_num_queries):
    client.get("/readyz")
    with django_assert_num_queries(0):
        assert client.get("/readyz").json() == {"database": "ok", "cache": "ok", "storage": "ok"}


def test_without_the_database_a_node_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(health, "ask_database", fail)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"database": "away", "cache": "ok", "storage": "ok"}


@pytest.mark.parametrize(("ask", "what"), [("ask_cache", "cache"), ("ask_storage", "storage")])
def test_without_cache_or_storage_a_node_goes_on(client, monkeypatch, ask, what):
    monkeypatch.setattr(health, ask, fail)
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()[what] == "away"


def test_storage_that_hangs_is_away_and_does_not_hold_the_answer(client, monkeypatch):
    from threading import Event

    done = Event()
    monkeypatch.setattr(health, "SECONDS_ALLOWED", 0.05)
    monkeypatch.setattr(health, "ask_storage", lambda: done.wait(10))
    assert client.get("/readyz").json()["storage"] == "away"
    done.set()
