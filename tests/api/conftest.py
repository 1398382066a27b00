import pytest

from tests.support.site import copy_of_demo, logged_in_site


@pytest.fixture(scope="package")
def api_site(shared_folder, tmp_path_factory):
    """The demo site, for tests that send arbitrary requests to it."""
    with logged_in_site(copy_of_demo(shared_folder, tmp_path_factory.mktemp("api") / "data")) as site:
        yield site
