import pytest

from tests.support.recorded import recorded

from .making import make_town


@pytest.fixture
@recorded
def town(db):
    return make_town()


@pytest.fixture
def club(town):
    return town[0]


@pytest.fixture
def form(town):
    return town[1]
