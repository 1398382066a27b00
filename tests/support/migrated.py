"""Things made once for all processes and runs: migrated databases, and the demo site's folder."""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from .postgres import postgres_binaries

ROOT = Path(__file__).parent.parent.parent
KEPT = ROOT / ".pytest_cache"
FOLDER = KEPT / "migrated"
# Everything that determines the tables. Migrations call the search.
SOURCES = (
    "requirements-test.txt",
    "*/migrations/*.py",
    "cms/*/migrations/*.py",
    "joining/*/migrations/*.py",
    "directory/search/*.py",
    "cms/search/*.py",
    "home/page_words.py",
    "events/models/public_event.py",
)
SOURCES_OF_DEMO = (
    *("requirements-test.txt", "locale/**/*.mo", "demo/**/*"),
    *(
        f"{app}/**/*.py"
        for app in ("cms", "directory", "forms_app", "joining", "events", "home", "news", "strategy")
    ),
    *(f"{app}/**/*.txt" for app in ("cms", "directory")),
)
EMPTY = "SET client_min_messages = warning; DROP SCHEMA public CASCADE; CREATE SCHEMA public"
# Where Django looks for an in-memory test database.
IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"


def migrated_database() -> Path:
    """Return the file of an SQLite database; the first process makes it, the others wait."""
    return _made_once("sqlite3", _make)


def fill_postgres(url: str) -> None:
    """Create the tables in an empty PostgreSQL database."""
    dump = _made_once("sql", lambda path: _make_dump(path, url))
    _psql("--output", os.devnull, "--file", dump, url)


def _made_once(kind: str, make: Callable[[Path], None]) -> Path:
    path = FOLDER / f"{_fingerprint()}.{kind}"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"lock-{kind}").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            for old in FOLDER.glob(f"*.{kind}"):
                old.unlink()
            make(path)
    return path


@contextmanager
def migrated_memory():
    """Inside the block, Django's in-memory database is such a copy."""
    with closing(sqlite3.connect(IN_MEMORY, uri=True)) as memory:
        with closing(sqlite3.connect(migrated_database())) as stored:
            stored.backup(memory)
        yield


def folder_of_demo() -> Path:
    """The folder as after a first start today; reused while code and content stay the same."""
    folder = KEPT / "demo" / _fingerprint(SOURCES_OF_DEMO, date.today().isoformat())
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.parent.iterdir():
        # Younger ones may be in use.
        if old != folder and old.stat().st_mtime < time.time() - 3600:
            shutil.rmtree(old, ignore_errors=True)
    return folder


def _fingerprint(sources: Iterable[str] = SOURCES, more: str = "") -> str:
    files = sorted(file for pattern in sources for file in ROOT.glob(pattern) if file.is_file())
    own = (file for file in files if not {"tests", "__pycache__"} & set(file.relative_to(ROOT).parts))
    return hashlib.sha256(more.encode() + b"".join(file.read_bytes() for file in own)).hexdigest()[:16]


def _make(path: Path) -> None:
    data_dir = path.with_suffix(".new")
    shutil.rmtree(data_dir, ignore_errors=True)
    data_dir.mkdir()
    fresh = data_dir / "db.sqlite3"
    _migrate(data_dir, f"sqlite:///{fresh}")
    # Merge the WAL, since copies take only the main file.
    with closing(sqlite3.connect(fresh)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("PRAGMA journal_mode=DELETE")
    fresh.rename(path)
    shutil.rmtree(data_dir)


def _make_dump(path: Path, url: str) -> None:
    with tempfile.TemporaryDirectory() as data_dir:
        _migrate(Path(data_dir), url)
    fresh = path.with_suffix(".sql-new")
    _run(postgres_binaries() / "pg_dump", "--no-owner", "--file", fresh, url)
    # The process that made the dump restores it like all others.
    _psql("--command", EMPTY, url)
    fresh.rename(path)


def _psql(*arguments) -> None:
    _run(postgres_binaries() / "psql", "--quiet", "--set", "ON_ERROR_STOP=1", *arguments)


def _migrate(data_dir: Path, url: str) -> None:
    env = {"DJANGO_SETTINGS_MODULE": "cms.settings.dev", "DATA_DIR": str(data_dir), "DATABASE_URL": url}
    _run(sys.executable, "manage.py", "migrate", "--verbosity", "0", env=os.environ | env)


def _run(*command, **options) -> None:
    subprocess.run([str(each) for each in command], cwd=ROOT, check=True, **options)
