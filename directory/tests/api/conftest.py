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
    """What happens within is known to the caches afterwards."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
