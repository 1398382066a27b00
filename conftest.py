import gc

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support import services
from tests.support.migrated import migrated_memory
from tests.support.recorded import recorded, recorder
from tests.support.scheduling import ByFileOrFolder, turn
from tests.support.senders import fail_if_it_names_a_sender
from tests.support.server import ServerInTransaction


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return ByFileOrFolder(config, log) if config.getvalue("dist") == "loadfile" else None


# Must be last, since pytest-django sorts, too.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: turn(item.nodeid))


def pytest_collection_finish():
    """Freeze what is loaded by now, so that the garbage collector never scans the application and all tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """The test database is already migrated, so `migrate` has nothing to do."""
    if connection.vendor == "sqlite":
        with migrated_memory():
            yield
    else:
        connection.settings_dict["TEST"]["TEMPLATE"] = services.PREPARED
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        connection.ensure_connection()
        recorder.note_empty_database()


@pytest.fixture(autouse=True)
def _nothing_made():
    recorder.begin()


@pytest.fixture(autouse=True)
def _cold_caches():
    """Each test starts with empty caches."""
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "media"
    if settings.S3_BUCKET:
        # Page tests ignore buckets, for which requests make no renditions.
        monkeypatch.setattr("cms.media.picture_sizes.is_on_this_machine", lambda storage: True)
    yield
    services.empty_bucket(settings.S3_BUCKET)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(call):
    report = yield
    if call.when == "teardown":
        # By now it contains the output of setup, test and teardown.
        fail_if_it_names_a_sender(report)
    return report


@pytest.fixture
def time_travel(monkeypatch):
    """Set Django's clock to another time."""

    def go_to(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return go_to


@pytest.fixture
@recorded
def home(db):
    from tests.support.making import make_home

    return make_home()


@pytest.fixture
def server():
    """The site as a server runs it, with the response cache."""
    return ServerInTransaction()


@pytest.fixture
def queries_of(client):
    """Count the queries of an address when everything cacheable is cached."""

    def count(url, **query):
        client.get(url, query)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url, query).status_code == 200
        return len(captured)

    return count
