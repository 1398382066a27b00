import io
import os
import stat
import time
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command

from cms.media.tree import MediaTree, media_library
from cms.operations.backup import BackupError, forget_old_backups, write_backup, writing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_database(monkeypatch):
    def add(writer, room):
        writer.add("database.sqlite3", io.BytesIO(b"db"), 2)
        return {}

    monkeypatch.setattr(writing, "_add_database", add)


def test_file_deleted_meanwhile_is_left_out(tmp_path, monkeypatch):
    media_library().put("images/a.png", io.BytesIO(b"a"))
    monkeypatch.setattr(MediaTree, "names", lambda tree: ["images/gone.png", "images/a.png"])
    _path, manifest = write_backup(tmp_path)
    assert manifest.media == ["images/a.png"]


def test_nothing_is_left_of_a_backup_that_failed(tmp_path, monkeypatch):
    @contextmanager
    def full(tree, name):
        raise OSError(28, "No space left on device")
        yield

    media_library().put("images/a.png", io.BytesIO(b"a"))
    monkeypatch.setattr(MediaTree, "open", full)
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
    media_library().put("images/a.png", io.BytesIO(b"a"))
    path, manifest = write_backup(tmp_path, with_media=False)
    assert (manifest.has_media, manifest.media) == (False, [])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_newest_are_kept_and_what_was_cut_off_goes(tmp_path):
    names = [f"engagierte-stadt-2026-11-{day:02}-030000.tar" for day in range(1, 6)]
    for name in (*names, "engagierte-stadt-2026-11-09-030000.tar.unfinished", "else.tar"):
        (tmp_path / name).touch()
    forget_old_backups(tmp_path, keep=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["else.tar", *names[-2:]]


def test_copy_of_the_database_that_a_killed_backup_left_goes(tmp_path):
    old, running = tmp_path / ".backup-old", tmp_path / ".backup-running"
    for folder in (old, running):
        folder.mkdir()
        (folder / "db.sqlite3").touch()
    os.utime(old, (time.time() - 86_400,) * 2)
    write_backup(tmp_path, with_media=False)
    assert (old.exists(), running.exists()) == (False, True)
