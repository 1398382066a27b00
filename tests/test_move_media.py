"""Moving the media library to a bucket and back: complete, once, and without loss when killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cms.media import moving
from cms.media.models import SiteDocument, SiteImage
from tests.support.making import make_document, make_image

from .support.media_on_s3 import forget_storages, use_bucket
from .support.site import ROOT, environment

pytestmark = [pytest.mark.services, pytest.mark.embedded]


@pytest.fixture
def library(settings, s3_server, tmp_path, db):
    """Two documents and a picture with a rendition on this machine, and an empty bucket."""
    for key in s3_server.stored_keys:
        (s3_server.bucket / key).unlink()
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    make_image().get_rendition("width-20")
    make_document(content=b"eins", name="plan.txt")
    make_document(content=b"zwei", name="plan.txt")
    local = settings.STORAGES
    use_bucket(settings, s3_server)
    settings.S3_BUCKET = "stadt"
    yield Path(settings.MEDIA_ROOT)
    settings.STORAGES, settings.S3_BUCKET = local, ""
    forget_storages()


def files_below(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def in_bucket(server) -> dict[str, bytes]:
    return {key.split("/", 1)[1]: (server.bucket / key).read_bytes() for key in server.stored_keys}


def test_everything_moves_and_the_source_stays_until_told(library, s3_server, capsys):
    before = files_below(library)
    call_command("move_media", to="s3")
    assert in_bucket(s3_server) == files_below(library) == before
    assert "4 of 4 files" in capsys.readouterr().out
    assert {key.split("/")[0] for key in s3_server.stored_keys if "images/" in key} == {"public", "private"}
    assert SiteDocument.objects.order_by("pk").first().file.open().read() == b"eins"
    call_command("move_media", to="s3", delete_source=True)
    assert files_below(library) == {}
    assert in_bucket(s3_server) == before


def test_and_back(library, s3_server):
    before = files_below(library)
    call_command("move_media", to="s3")
    call_command("move_media", to="s3", delete_source=True)
    call_command("move_media", to="local")
    call_command("move_media", to="local", delete_source=True)
    assert files_below(library) == before
    assert s3_server.stored_keys == []


def test_a_name_that_is_taken_costs_neither_file(library, s3_server):
    image = SiteImage.objects.get()
    taken = s3_server.bucket / "private" / image.file.name
    taken.parent.mkdir(parents=True, exist_ok=True)
    taken.write_bytes(b"something else")
    original = (library / image.file.name).read_bytes()
    call_command("move_media", to="s3")
    assert taken.read_bytes() == b"something else"
    moved = SiteImage.objects.get()
    assert moved.file.name != image.file.name
    assert moved.file.open().read() == original
    assert (library / moved.file.name).read_bytes() == original


def test_what_has_not_been_moved_is_not_deleted(library, s3_server):
    with pytest.raises(CommandError, match="not been moved"):
        call_command("move_media", to="s3", delete_source=True)
    call_command("move_media", to="s3")
    changed = next(path for path in library.rglob("*.txt"))
    changed.write_bytes(b"drei")
    with pytest.raises(CommandError, match="1 files were kept"):
        call_command("move_media", to="s3", delete_source=True)
    assert files_below(library) == {changed.relative_to(library).as_posix(): b"drei"}


def test_a_copy_that_differs_is_told(library, monkeypatch):
    monkeypatch.setattr(moving, "_checksum", lambda file: "other")
    with pytest.raises(CommandError, match="differs"):
        call_command("move_media", to="s3")


def test_without_a_bucket_it_says_what_is_missing(settings, db):
    settings.S3_BUCKET = ""
    with pytest.raises(CommandError, match="Set S3_BUCKET"):
        call_command("move_media", to="s3")


def test_a_kill_in_the_middle_loses_nothing(tmp_path, s3_server):
    for number in range(60):
        file = tmp_path / "media" / ("images" if number % 2 else "documents") / f"{number}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(os.urandom(20_000))
    before = files_below(tmp_path / "media")
    env = os.environ | environment(tmp_path, 8000, **s3_server.environment)
    command = [sys.executable, "manage.py", "move_media", "--to", "s3"]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            if line.startswith("20 of"):
                process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert files_below(tmp_path / "media") == before
    journal = tmp_path / "media-moved-to-s3.jsonl"
    journal.write_text(journal.read_text() + '{"source": "cut o')
    again = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert "60 of 60 files" in again.stdout
    bucket = in_bucket(s3_server)
    assert {name: bucket.get(name) for name in before} == before
