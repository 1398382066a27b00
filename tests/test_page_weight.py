import gzip
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

KILOBYTE = 1024
COMPRESSIBLE = {"document", "stylesheet", "script"}


@pytest.fixture
def start_page_weights(live_demo, visitor) -> dict[str, int]:
    """Bytes over the wire per address of the start page, as a compressing web server sends them."""
    weights = {}

    def note(response):
        kind = response.request.resource_type
        if kind != "image":
            body = response.body()
            weights[urlsplit(response.url).path] = len(gzip.compress(body) if kind in COMPRESSIBLE else body)

    with visitor(live_demo) as (page, _traffic):
        page.on("response", note)
        page.goto("/", wait_until="networkidle")
    return weights


def test_start_page_without_pictures_is_light(start_page_weights):
    assert sum(start_page_weights.values()) <= 60 * KILOBYTE, start_page_weights


def test_start_page_needs_little_script(start_page_weights):
    scripts = {path: size for path, size in start_page_weights.items() if path.endswith(".js")}
    assert sum(scripts.values()) <= 10 * KILOBYTE, scripts
