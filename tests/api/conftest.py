import pytest

from tests.support.site import copy_of_demo, logged_in_site


@pytest.fixture(scope="package")
def api_site(shared_folder, tmp_path_factory):
    """The site with the demonstration content, for tests that send to it whatever they like."""
    with logged_in_site(copy_of_demo(shared_folder, tmp_path_factory.mktemp("api") / "data")) as site:
        yield site
