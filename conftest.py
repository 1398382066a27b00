import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def _cold_caches():
    """Each test begins with empty caches, as the first request after a start does."""
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def home(db):
    from cms.core.tests.making import make_home

    return make_home()
