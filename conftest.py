import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture(autouse=True)
def _cold_caches():
    """Each test begins with empty caches, as the first request after a start does."""
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


# Who writes to the town in the tests; the suite is the proof that no log ever names them.
SENDERS = ("Xaverine Planthold", "xaverine@example.org", "Ruth Heinz", "Petra Beispiel", "petra@example.org")


@pytest.fixture(autouse=True)
def _no_log_names_a_person(caplog):
    yield
    logged = "".join(record.getMessage() for record in caplog.get_records("call"))
    named = [name for name in SENDERS if name in logged]
    assert not named, f"A log names {named}."


@pytest.fixture
def time_travel(monkeypatch):
    """Let Django's clock show another time."""

    def go_to(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return go_to


@pytest.fixture
def home(db):
    from cms.core.tests.making import make_home

    return make_home()


@pytest.fixture
def queries_of(client):
    """Count the queries of an address when everything that may be kept is kept."""

    def count(url, **query):
        client.get(url, query)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url, query).status_code == 200
        return len(captured)

    return count
