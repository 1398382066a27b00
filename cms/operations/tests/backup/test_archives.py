"""Forged or damaged archives are refused before anything is touched."""

import io
import json
import sqlite3
import tarfile
from contextlib import closing
from types import SimpleNamespace

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from cms.media.tree import media_library
from cms.operations.backup import BackupError, reading, restore_backup
from cms.operations.backup.archive import Manifest, written_to
from cms.operations.backup.writing import applied_migrations, key_check
from cms.users.models import User

# An archive of SQLite; tests/test_backup.py covers PostgreSQL.
pytestmark = [pytest.mark.django_db, pytest.mark.embedded]


@pytest.fixture(autouse=True)
def _nothing_is_touched(settings, tmp_path, monkeypatch):
    """Protects the test database. Each test checks for itself that nothing else is written."""
    settings.DATA_DIR = tmp_path / "data"

    def load(*args):
        raise AssertionError("The database would have been replaced.")

    monkeypatch.setattr(reading.ENGINES["sqlite"], "load", load)


@pytest.fixture
def database(tmp_path) -> bytes:
    path = tmp_path / "small.sqlite3"
    with closing(sqlite3.connect(path)) as copy, copy:
        copy.execute("CREATE TABLE users_user (id)")
        copy.execute("INSERT INTO users_user VALUES (1)")
    return path.read_bytes()


@pytest.fixture
def archive(tmp_path, database):
    """Writes an archive: `archive(media={"images/a.png": b"…"}, **further manifest fields)`."""

    def write(media=None, content=database, names=(), **fields):
        path = tmp_path / "backup.tar"
        with path.open("wb") as stream, written_to(stream) as writer:
            files = {"database.sqlite3": content} | {f"media/{k}": v for k, v in (media or {}).items()}
            for name, each in [*files.items(), *((name, b"x") for name in names)]:
                writer.add(name, io.BytesIO(each), len(each))
            writer.finish(manifest(**fields))
        return path

    return write


def manifest(**fields) -> Manifest:
    usual = {
        "engine": connection.vendor,
        "version": "0.1.0",
        "made_at": "2026-11-27T03:00:00+00:00",
        "key_check": key_check(),
        "has_media": True,
        "migrations": applied_migrations(),
        "counts": {"users_user": 1},
    }
    return Manifest(**usual | fields)


def refused(path, **options) -> str:
    with pytest.raises(BackupError) as refusal:
        restore_backup(path, **options)
    assert not default_storage.exists("images")
    return str(refusal.value)


@pytest.mark.parametrize(
    "name",
    [
        "media/../evil",
        "media/images/../../evil",
        "/etc/evil",
        "media//evil",
        "../evil",
        "media/a\\..\\evil",
        "media/./a",
        "other/evil",
        "media",
    ],
)
def test_name_that_leads_elsewhere_is_refused(archive, name, tmp_path):
    assert "sound" in refused(archive(names=[name])) or "another version" in refused(archive(names=[name]))
    assert not list(tmp_path.rglob("evil"))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE])
def test_anything_but_a_file_is_refused(archive, kind):
    path = archive()
    with tarfile.open(path, "a") as tar:
        member = tarfile.TarInfo("media/link")
        member.type, member.linkname = kind, "/etc/passwd"
        tar.addfile(member)
    assert "something that no backup contains" in refused(path)


def test_name_that_comes_twice_is_refused(archive):
    assert "a name twice" in refused(archive(names=["media/a", "media/a"]))


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.97])
def test_cut_off_archive_is_refused(archive, share):
    path = archive(media={"images/a.png": b"a" * 4000})
    whole = path.read_bytes().rstrip(b"\0")
    path.write_bytes(whole[: int(len(whole) * share)])
    assert refused(path)


def test_changed_byte_is_found(archive):
    path = archive(media={"images/a.png": b"unchanged" * 100})
    path.write_bytes(path.read_bytes().replace(b"unchanged", b"Unchanged", 1))
    assert "media/images/a.png is not what was written into it" in refused(path)


def test_file_that_the_manifest_does_not_name_is_refused(archive):
    path = archive()
    with tarfile.open(path, "a") as tar:
        member = tarfile.TarInfo("media/more")
        member.size = 1
        tar.addfile(member, io.BytesIO(b"x"))
    assert "does not hold the files that its manifest names" in refused(path)


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b'{"format": 1}', b'{"format": 2}', b"\xff\xfe", b"null"])
def test_manifest_of_another_shape_is_refused(tmp_path, text):
    path = tmp_path / "backup.tar"
    with tarfile.open(path, "w") as tar:
        member = tarfile.TarInfo("manifest.json")
        member.size = len(text)
        tar.addfile(member, io.BytesIO(text))
    assert "damaged" in refused(path)


def test_format_of_another_time_is_refused(archive):
    path = archive()
    path.write_bytes(path.read_bytes().replace(b'"format": 1', b'"format": 2'))
    assert "another version" in refused(path)


def test_no_archive_at_all_is_refused(tmp_path):
    assert "There is no file" in refused(tmp_path / "nothing.tar")
    (tmp_path / "text.tar").write_text("Guten Tag")
    assert "is no backup" in refused(tmp_path / "text.tar")


def test_newer_version_is_named(archive):
    path = archive(version="9.0", migrations=[*applied_migrations(), "pages.0999_future"])
    assert "version 9.0, which is newer (pages.0999_future): update" in refused(path, may_replace=True)


@pytest.mark.parametrize("may_replace", [False, True])
def test_backup_from_before_release_1_is_refused(archive, may_replace):
    path = archive(migrations=["core.0001_initial", "directory.0002_derived_columns"])
    sentence = refused(path, may_replace=may_replace)
    assert sentence == (
        "This backup of version 0.1.0 was made before release 1.0, from which no upgrade path leads here; nothing was"
        " changed."
    )


def test_other_database_is_named(archive):
    path = archive(engine="postgresql")
    assert refused(path) == "This is a backup of postgresql, but DATABASE_URL names sqlite."


def test_too_little_room_is_told_before(archive, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda path: SimpleNamespace(free=1))
    assert "only 0 MB are free" in refused(archive(), may_replace=True)


def test_used_installation_is_kept(archive):
    User.objects.create_user("leitung")
    assert "it has users." in refused(archive())


def test_media_alone_count_as_use(archive):
    media_library().put("images/old.png", io.BytesIO(b"old"))
    with pytest.raises(BackupError, match="it has media"):
        restore_backup(archive())


@pytest.mark.parametrize(
    ("content", "counts", "reason"),
    [
        (b"no database", {"users_user": 1}, "damaged"),
        (None, {"users_user": 2}, "not as many rows as it should: users_user"),
        (None, {"users_user": 1, 'x"; DROP TABLE users_user; --': 1}, "lacks a table"),
    ],
)
def test_database_is_looked_at_before_anything_is_written(archive, database, content, counts, reason):
    path = archive({"images/a.png": b"a"}, content or database, counts=counts)
    assert reason in refused(path)


def test_nothing_but_pictures_comes_into_the_public_folder(archive, monkeypatch):
    page = b"<script>alert(1)</script>"
    png, webp = b"\x89PNG\r\n\x1a\n" + bytes(40), b"RIFF\x10\0\0\0WEBPVP8 " + bytes(40)
    media = {
        "images/a.png": png,
        "images/b.WEBP": webp,
        "images/page.html": page,
        "images/page.png": page,
        "images/drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "images/picture.html": png,
        "images/below/feed.xml": page,
        "images/picture": png,
        "images/empty.png": b"",
        "documents/page.html": page,
    }
    monkeypatch.setattr(reading.ENGINES["sqlite"], "load", lambda *args: None)
    monkeypatch.setattr(reading.connections, "close_all", lambda: None)
    media_library().put("images/page.html", io.BytesIO(page))

    restore_backup(archive(media=media), may_replace=True)

    # Documents leave through a view that lets nothing run.
    assert sorted(media_library().names()) == ["documents/page.html", "images/a.png", "images/b.WEBP"]


def test_command_says_it_in_one_sentence(archive):
    with pytest.raises(CommandError, match="has users"):
        User.objects.create_user("leitung")
        call_command("restore", str(archive()))


def test_manifest_tells_no_secret(archive, settings):
    path = archive()
    with tarfile.open(path) as tar:
        text = tar.extractfile("manifest.json").read().decode()
    assert settings.SECRET_KEY not in text
    settings.SECRET_KEY = "another"
    assert json.loads(text)["key_check"] != key_check()
