"""Data from before release 1.0 is refused with one sentence, before anything is touched."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from .support.ports import unused_port
from .support.site import ROOT, environment

pytestmark = [pytest.mark.services, pytest.mark.embedded]

MANAGE = (sys.executable, "manage.py")
TABLES = """
    PRAGMA journal_mode=WAL;
    CREATE TABLE django_migrations (id integer PRIMARY KEY, app text, name text, applied datetime);
    INSERT INTO django_migrations (app, name) VALUES ('users', '0001_initial'), ('core', '0001_initial');
    CREATE TABLE core_siteimage (id integer PRIMARY KEY, title text);
    INSERT INTO core_siteimage (title) VALUES ('Chor am Markt');
"""


@pytest.fixture
def earlier(tmp_path) -> Path:
    """A DATA_DIR as such a version left it, as far as it matters here."""
    with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as database:
        database.executescript(TABLES)
    (tmp_path / "media" / "images").mkdir(parents=True)
    (tmp_path / "media" / "images" / "chor.webp").write_bytes(b"picture")
    (tmp_path / "secret_key").write_text("secret")
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        ("make", "--no-print-directory", "run"),
        (*MANAGE, "migrate"),
        (*MANAGE, "upgrade"),
    ],
    ids=["make run", "migrate", "upgrade"],
)
def test_earlier_database_is_refused_and_stays_as_it_is(earlier, command):
    before = contents_of(earlier)
    env = os.environ | environment(earlier, unused_port())
    run = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)
    assert run.returncode
    assert run.stdout == ""
    sentence = run.stderr.splitlines()[0]
    assert sentence.startswith("CommandError: This database was made by a version before release 1.0")
    assert f"delete {earlier} to start the demonstration afresh" in sentence
    assert contents_of(earlier) == before


def contents_of(folder: Path) -> dict[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
