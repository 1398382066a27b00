import io
from pathlib import Path

import pytest

from cms.media.tree import UNFINISHED, media_library


def put(name, content=b"x", **options):
    media_library().put(name, io.BytesIO(content), **options)


def test_files_are_found_under_the_name_they_were_given():
    put("images/a.png", b"first")
    put("images/a.png", b"second", may_replace=True)
    put("documents/b.pdf", b"pdf")
    library = media_library()
    assert sorted(library.names()) == ["documents/b.pdf", "images/a.png"]
    with library.open("images/a.png") as file:
        assert file.read() == b"second"
    assert library.size("documents/b.pdf") == 3
    assert library.size("documents/c.pdf") is None


def test_a_file_that_is_there_is_not_overwritten():
    put("documents/b.pdf", b"first")
    with pytest.raises(FileExistsError):
        put("documents/b.pdf", b"second")
    assert media_library().size("documents/b.pdf") == 5
    assert list(media_library().names()) == ["documents/b.pdf"]


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "images/../../evil"])
def test_storage_is_a_second_guard_against_names_that_lead_elsewhere(name):
    with pytest.raises(Exception, match="outside of the base path|Detected path traversal|Attempted access"):
        put(name)


def test_a_file_has_the_permissions_of_an_upload_and_no_half_of_it_is_listed():
    put("documents/b.pdf")
    path = Path(media_library().originals.path("documents/b.pdf"))
    assert path.stat().st_mode & 0o777 == media_library().originals.file_permissions_mode
    path.rename(f"{path}{UNFINISHED}")
    assert list(media_library().names()) == []


def test_walk_skips_no_folder():
    for name in ("images/a/b.png", "original_images/c.png", "submissions/2026/d.pdf", "images-old/e.png"):
        put(name)
    assert len(list(media_library().names())) == 4


def test_what_is_deleted_is_gone():
    put("images/a.png")
    put("documents/b.pdf")
    media_library().delete("images/a.png")
    media_library().delete_now("documents/b.pdf")
    assert list(media_library().names()) == []
