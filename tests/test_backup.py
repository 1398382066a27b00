"""Backup, an empty machine, restore: on both databases, with media on disk and in a bucket."""

import hashlib
import io
import json
import os
import stat
import subprocess
import sys
import tarfile
from pathlib import Path

import boto3
import pytest

from .support.databases import prepared_on
from .support.installation import Installation
from .support.site import ROOT

pytestmark = [pytest.mark.services, pytest.mark.embedded]

CONTENT = """
from tests.support.making import make_document, make_image, make_user
from cms.operations.upgrading import upgrade
from django.contrib.sessions.backends.db import SessionStore
make_user()
make_image().get_rendition("fill-20x20")
make_document()
session = SessionStore()
session["who"] = 1
session.save()
upgrade(lambda text: None)
"""
SPOIL = """
from tests.support.making import make_image
from cms.users.models import User
User.objects.all().delete()
make_image("Danach")
"""


KINDS = {"documents", "images", "original_images"}


class Machine:
    """An installation and the folder with its media."""

    def __init__(self, installation: Installation, media: Path):
        self.installation, self.media = installation, media

    def media_sums(self) -> dict[str, str]:
        """Checksums by name in the database; a bucket has separate prefixes for renditions and other files."""
        return {
            name.removeprefix("private/").removeprefix("public/"): digest
            for name, digest in sums_below(self.media).items()
        }

    def rows(self, tables) -> dict[str, list[str]]:
        return {
            table: sorted(map(repr, self.installation.ask(f'SELECT * FROM "{table}"'))) for table in tables
        }


def sums_below(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def on_disk(folder: Path, database_url: str = "") -> Machine:
    return Machine(Installation(folder, database_url), folder / "media")


def on_s3(folder: Path, server, bucket: str, database_url: str = "") -> Machine:
    env = server.environment | {"S3_BUCKET": bucket}
    keys = {
        "aws_access_key_id": env["AWS_ACCESS_KEY_ID"],
        "aws_secret_access_key": env["AWS_SECRET_ACCESS_KEY"],
    }
    client = boto3.client("s3", endpoint_url=server.url, region_name=env["S3_REGION"], **keys)
    client.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": env["S3_REGION"]})
    return Machine(Installation(folder, database_url, **env), server.bucket.parent / bucket)


def manifest_of(archive: Path) -> dict:
    with tarfile.open(archive) as tar:
        return json.load(tar.extractfile("manifest.json"))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    with prepared_on("sqlite", tmp_path_factory.mktemp("prepared") / "data") as prepared:
        yield prepared


@pytest.fixture(scope="module")
def machine(prepared, tmp_path_factory) -> Machine:
    folder = tmp_path_factory.mktemp("filled") / "data"
    installation = prepared.copy(folder)
    installation.shell(CONTENT)
    return Machine(installation, folder / "media")


@pytest.fixture(scope="module")
def backup(machine, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("backups")
    machine.installation.manage("backup", "--to", str(folder))
    (archive,) = folder.iterdir()
    return archive


def test_backup_is_for_its_owner_only_and_knows_nobodys_session(backup):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    manifest = manifest_of(backup)
    assert manifest["counts"]["users_user"] == 1
    assert "django_session" not in manifest["counts"]
    assert b"session_data" in backup.read_bytes()
    assert b"eyJ3aG8iOjF9" not in backup.read_bytes()


@pytest.mark.parametrize("kind", ["disk", "bucket"])
def test_empty_machine_becomes_the_same(kind, machine, backup, s3_server, tmp_path):
    other = on_disk(tmp_path / "data") if kind == "disk" else on_s3(tmp_path / "data", s3_server, "neu")
    said = other.installation.manage("restore", str(backup))

    tables = manifest_of(backup)["counts"]
    assert len(tables) > 100
    assert other.rows(tables) == machine.rows(tables)
    assert other.media_sums() == machine.media_sums()
    assert {name.partition("/")[0] for name in other.media_sums()} == KINDS
    assert "SECRET_KEY is another" in said
    assert other.installation.ask("SELECT COUNT(*) FROM django_session") == [(0,)]


def test_filled_machine_is_kept_unless_replacing_is_asked_for(prepared, machine, backup, tmp_path):
    folder = tmp_path / "data"
    other = Machine(prepared.copy(folder), folder / "media")
    other.installation.shell(SPOIL)
    before = sums_below(other.media)

    assert "in use: it has pages, media." in refusal(other.installation, "restore", str(backup))
    assert sums_below(other.media) == before
    other.installation.manage("restore", "--replace", str(backup))
    assert other.media_sums() == machine.media_sums()
    assert other.rows(["users_user", "media_siteimage"]) == machine.rows(["users_user", "media_siteimage"])


def test_postgresql_and_bucket_become_the_same(s3_server, tmp_path, tmp_path_factory):
    with prepared_on("postgresql", tmp_path_factory.mktemp("prepared") / "data") as prepared:
        if prepared is None:
            pytest.skip("PostgreSQL is not installed")
        url = prepared.server.create("filled", template="prepared")
        machine = on_s3(tmp_path / "data", s3_server, "gefuellt", url)
        machine.installation.shell(CONTENT)
        archive = tmp_path / "backup.tar"
        machine.installation.manage("backup", "--to", str(archive))
        other = on_s3(tmp_path / "other", s3_server, "leer", prepared.server.create("empty"))
        other.installation.manage("restore", str(archive))

        tables = manifest_of(archive)["counts"]
        assert other.rows(tables) == machine.rows(tables)
        assert other.media_sums() == machine.media_sums()
        assert {name.partition("/")[0] for name in other.media_sums()} == KINDS

        # A failure within the transaction leaves everything as it was.
        other.installation.change("UPDATE users_user SET username = 'später'")
        spoiled = with_counts(archive, tmp_path / "spoiled.tar", users_user=7)
        said = refusal(other.installation, "restore", "--replace", str(spoiled))
        assert "not as many rows as it should: users_user" in said
        assert other.installation.ask("SELECT username FROM users_user") == [("später",)]
        other.installation.manage("restore", "--replace", str(archive))
        assert other.rows(tables) == machine.rows(tables)


def refusal(installation: Installation, *arguments: str) -> str:
    """The command's message when it refuses."""
    run = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=os.environ | installation.env,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1, run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    return run.stderr


def with_counts(archive: Path, target: Path, **counts: int) -> Path:
    """The same archive with a modified manifest."""
    with tarfile.open(archive) as tar, tarfile.open(target, "w") as changed:
        for member in tar:
            content = tar.extractfile(member).read()
            if member.name == "manifest.json":
                manifest = json.loads(content)
                manifest["counts"] |= counts
                content = json.dumps(manifest).encode()
                member.size = len(content)
            changed.addfile(member, io.BytesIO(content))
    return target
