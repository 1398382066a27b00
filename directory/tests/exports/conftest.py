import pytest

from directory.tests.full_entry import make_full_entry
from tests.support.recorded import recorded


@pytest.fixture
@recorded
def full_entry(directory):
    return make_full_entry(directory)
