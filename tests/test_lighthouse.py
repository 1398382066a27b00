import pytest

from .support.browser import chromium_path
from .support.lighthouse import lighthouse

pytestmark = pytest.mark.browser

PAGES = ["/", "/strategie/", "/aktuelles/", "/verzeichnis/", "/kontakt/"]


def test_lighthouse_gives_full_marks(live_demo, demo_pages):
    if not chromium_path():
        pytest.skip("Chromium is not installed")
    paths = [*PAGES, demo_pages.of_type("directory.organisationpage")]
    report = lighthouse([live_demo.url + path for path in paths])
    below = {url: result["failed"] for url, result in report.items() if min(result["scores"].values()) < 100}
    assert len(report) == len(paths)
    assert not below
