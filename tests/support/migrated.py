"""An empty, migrated SQLite database, made once for all processes and runs: migrating costs half a minute."""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / ".pytest_cache" / "migrated"
# What decides how the tables look. Migrations of the directory call its search.
SOURCES = ("requirements-test.txt", "*/migrations/*.py", "cms/*/migrations/*.py", "directory/search/*.py")
# Where Django looks for a test database in memory.
IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"


def migrated_database() -> Path:
    """Return the file; whoever comes first makes it, the others wait."""
    path = FOLDER / f"{_fingerprint()}.sqlite3"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            _make(path)
    return path


@contextmanager
def migrated_memory():
    """While it lasts, the database in memory that Django connects to is such a copy."""
    with closing(sqlite3.connect(IN_MEMORY, uri=True)) as memory:
        with closing(sqlite3.connect(migrated_database())) as stored:
            stored.backup(memory)
        yield


def _fingerprint() -> str:
    files = sorted(file for pattern in SOURCES for file in ROOT.glob(pattern))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def _make(path: Path) -> None:
    shutil.rmtree(path.with_suffix(".new"), ignore_errors=True)
    data_dir = path.with_suffix(".new")
    data_dir.mkdir()
    fresh = data_dir / "db.sqlite3"
    env = {
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "DATA_DIR": str(data_dir),
        "DATABASE_URL": f"sqlite:///{fresh}",
    }
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env=os.environ | env,
        check=True,
    )
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink()
    # One file: what SQLite keeps beside it would be missing in a copy.
    with closing(sqlite3.connect(fresh)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("PRAGMA journal_mode=DELETE")
    fresh.rename(path)
    shutil.rmtree(data_dir)
