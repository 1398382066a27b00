import pytest

from cms.caching import release as module
from cms.caching.content_version import cached


@pytest.fixture
def code(tmp_path, settings):
    """Compute the release of a folder; `code("a.py", "…")` changes it first."""
    settings.BASE_DIR = tmp_path

    def write(path, text):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        module.release.cache_clear()
        return module.release()

    yield write
    module.release.cache_clear()


def test_a_release_is_what_its_code_says(code):
    first = code("cms/frame.py", "a = 1")
    assert code("cms/frame.py", "a = 2") != first
    assert code("cms/frame.py", "a = 1") == first
    assert code("templates/base.html", "<p>") != first


def test_tests_and_other_files_make_no_release(code):
    first = code("cms/frame.py", "a = 1")
    assert (
        code("cms/tests/test_frame.py", "") == code("cms/notes.txt", "") == code("docs/api.py", "") == first
    )


def test_no_release_takes_what_another_has_kept(code, db):
    code("cms/frame.py", "a = 1")
    cached("piece", lambda: "old")
    code("cms/frame.py", "a = 2")
    assert cached("piece", lambda: "new") == "new"
    code("cms/frame.py", "a = 1")
    assert cached("piece", lambda: "newer") == "old"
