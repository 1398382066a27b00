"""A temporary empty town on each database."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.installation import Installation
from tests.support.postgres import postgres_binaries, running_postgres

# Seconds; creating 100,000 entries takes a while.
PATIENCE = 7200
DATABASES = ("SQLite", "PostgreSQL")


@contextmanager
def town_on(database: str) -> Iterator[Installation]:
    with tempfile.TemporaryDirectory(prefix="engagierte-stadt-bench-") as name:
        folder = Path(name)
        # PostgreSQL's own user needs access.
        folder.chmod(0o755)
        with _addresses(database, folder) as (url, other_url):
            installation = Installation(folder / "data", url)
            # An empty database for the site that the town is compared with.
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
    """Run code in the installation; return its last line of output as JSON, {} without output."""
    lines = installation.shell(code).splitlines()
    return json.loads(lines[-1]) if lines else {}
