import io
import stat
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command

from cms.core.backup import BackupError, forget_old_backups, media, write_backup, writing
from cms.core.backup.media import media_names, open_media, put_media

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_database(monkeypatch):
    def add(writer, room):
        writer.add("database.sqlite3", io.BytesIO(b"db"), 2)
        return {}

    monkeypatch.setattr(writing, "_add_database", add)


def test_media_come_back_under_the_name_they_had():
    for content in (b"first", b"second"):
        put_media("images/a.png", io.BytesIO(content))
    put_media("documents/b.pdf", io.BytesIO(b"pdf"))
    assert sorted(media_names()) == ["documents/b.pdf", "images/a.png"]
    with open_media("images/a.png") as file:
        assert file.read() == b"second"


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "images/../../evil"])
def test_storage_is_a_second_guard_against_names_that_lead_elsewhere(name):
    with pytest.raises(Exception, match="outside of the base path|Detected path traversal|Attempted access"):
        put_media(name, io.BytesIO(b"x"))


def test_file_deleted_meanwhile_is_left_out(tmp_path, monkeypatch):
    put_media("images/a.png", io.BytesIO(b"a"))
    monkeypatch.setattr(writing, "media_names", lambda: ["images/gone.png", "images/a.png"])
    _path, manifest = write_backup(tmp_path)
    assert manifest.media == ["images/a.png"]


def test_nothing_is_left_of_a_backup_that_failed(tmp_path, monkeypatch):
    @contextmanager
    def full(name):
        raise OSError(28, "No space left on device")
        yield

    put_media("images/a.png", io.BytesIO(b"a"))
    monkeypatch.setattr(writing, "open_media", full)
    folder = tmp_path / "backups"
    folder.mkdir()
    with pytest.raises(BackupError, match="No space left on device"):
        write_backup(folder)
    assert list(folder.iterdir()) == []


def test_existing_file_is_never_overwritten(tmp_path):
    path = tmp_path / "mine.tar"
    path.write_text("mine")
    with pytest.raises(BackupError, match="never overwritten"):
        write_backup(path)
    assert path.read_text() == "mine"


def test_folder_that_is_missing_is_told(tmp_path):
    with pytest.raises(CommandError, match="No backup was written"):
        call_command("backup", "--to", str(tmp_path / "nowhere" / "a.tar"))


def test_backup_without_media_says_so(tmp_path):
    put_media("images/a.png", io.BytesIO(b"a"))
    path, manifest = write_backup(tmp_path, with_media=False)
    assert (manifest.has_media, manifest.media) == (False, [])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_newest_are_kept_and_what_was_cut_off_goes(tmp_path):
    names = [f"engagierte-stadt-2026-11-{day:02}-030000.tar" for day in range(1, 6)]
    for name in (*names, "engagierte-stadt-2026-11-09-030000.tar.unfinished", "else.tar"):
        (tmp_path / name).touch()
    forget_old_backups(tmp_path, keep=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["else.tar", *names[-2:]]


def test_walk_skips_no_folder():
    assert media.RENDITIONS == "images"
    for name in ("images/a/b.png", "original_images/c.png", "submissions/2026/d.pdf", "images-old/e.png"):
        put_media(name, io.BytesIO(b"x"))
    assert len(list(media_names())) == 4
