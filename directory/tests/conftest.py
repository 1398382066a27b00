import pytest
from django.core.cache import cache
from django.utils import translation

from tests.support.recorded import recorded

from .factories import make_directory


@pytest.fixture(autouse=True)
def german():
    cache.clear()
    with translation.override("de"):
        yield


@pytest.fixture
@recorded
def directory(db):
    return make_directory()
