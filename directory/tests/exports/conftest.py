import pytest

from directory.tests.full_entry import make_full_entry


@pytest.fixture
def full_entry(directory):
    return make_full_entry(directory)
