import pytest

from directory.samples import add_samples
from directory.tests.factories import make_category, make_district, make_help_type, make_target_group


@pytest.fixture
def town(directory):
    """Forty entries, of real categories, districts and target groups."""
    sport = make_category("Sport")
    make_category("Fußball", parent=sport)
    make_category("Schach", parent=sport)
    make_category("Chor")
    for name in ("Stahl", "Mötsch", "Erdorf"):
        make_district(name)
    for name in ("Familien", "Jugendliche", "Menschen 65+"):
        make_target_group(name)
    for name in ("anpacken", "lehren"):
        make_help_type(name)
    add_samples(40)
    return directory


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What happens within is known to the caches afterwards."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
