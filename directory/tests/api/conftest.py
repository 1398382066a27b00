import pytest

from directory.tests.factories import make_sample_town
from tests.support.recorded import recorded


@pytest.fixture
@recorded
def town(directory):
    make_sample_town(directory)
    return directory


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Changes made in the block reach the caches when it ends."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
