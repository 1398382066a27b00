"""An empty installation on each kind of database, prepared once and copied for each test."""

import tempfile
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from . import services
from .installation import Installation
from .postgres import postgres_binaries, running_postgres

KINDS = ["services"] if services.are_used() else ["sqlite", "postgresql"]


class Prepared:
    def __init__(self, folder: Path, with_mails: bool):
        self.prepared = Installation(folder)
        self.prepared.prepare(with_mails)

    def copy(self, data_dir: Path) -> Installation:
        return self.prepared.copy(data_dir)


class OnPostgres:
    def __init__(self, folder: Path, server, with_mails: bool):
        self.server = server
        self.prepared = Installation(folder, server.create("prepared"))
        self.prepared.prepare(with_mails)

    def copy(self, data_dir: Path) -> Installation:
        url = self.server.create(f"copy-{uuid4().hex[:8]}", template="prepared")
        return self.prepared.copy(data_dir, url)


@contextmanager
def prepared_on(kind: str, folder: Path, with_mails: bool = False):
    """Yield None if PostgreSQL is requested but not installed."""
    if kind in ("sqlite", "services"):
        yield Prepared(folder, with_mails)
    elif not postgres_binaries():
        yield None
    else:
        # Not below the tests' folder, which the server's own user may not enter.
        with tempfile.TemporaryDirectory(prefix="engagierte-stadt-") as cluster:
            Path(cluster).chmod(0o755)
            with running_postgres(Path(cluster) / "postgres") as server:
                yield OnPostgres(folder, server, with_mails)
