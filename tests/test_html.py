import pytest

from .support.html_checker import html_errors

# The checker is a Java program.
pytestmark = pytest.mark.services


def test_every_page_is_valid_html(live_demo, demo_pages, tmp_path):
    paths = [*demo_pages.all, *demo_pages.by_type.values()]
    errors = html_errors({path: live_demo.get(path)[2] for path in dict.fromkeys(paths)}, tmp_path)
    assert not errors, "\n".join(errors)
