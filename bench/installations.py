"""An empty town on each database, in a folder of its own; nothing of it is left afterwards."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.installation import Installation
from tests.support.postgres import postgres_binaries, running_postgres

# Seconds: filling a directory with 100,000 entries takes a while.
PATIENCE = 7200
DATABASES = ("SQLite", "PostgreSQL")


@contextmanager
def town_on(database: str) -> Iterator[Installation]:
    with tempfile.TemporaryDirectory(prefix="engagierte-stadt-bench-") as name:
        folder = Path(name)
        # PostgreSQL's own user has to get in.
        folder.chmod(0o755)
        with _addresses(database, folder) as (url, other_url):
            installation = Installation(folder / "data", url)
            # An empty database for what the town is compared with.
            installation.other_url = other_url
            installation.patience = PATIENCE
            installation.make_tables()
            probe(installation, "from bench.probes.town import make_town; make_town()")
            yield installation


@contextmanager
def _addresses(database: str, folder: Path) -> Iterator[tuple[str, str]]:
    if database == "SQLite":
        yield f"sqlite:///{folder / 'data' / 'db.sqlite3'}", f"sqlite:///{folder / 'plain.sqlite3'}"
    else:
        with running_postgres(folder / "postgres") as server:
            yield server.create("bench"), server.create("plain")


def can_run(database: str) -> bool:
    return database == "SQLite" or postgres_binaries() is not None


def probe(installation: Installation, code: str) -> dict:
    """Run code in a process of the installation; return the JSON of its last line, if there is any."""
    lines = installation.shell(code).splitlines()
    return json.loads(lines[-1]) if lines else {}
