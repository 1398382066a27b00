"""A PostgreSQL server for the test run, on a free port."""

import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from .ports import unused_port
from .senders import demand_nobody_is_named

# The server refuses to run as root; Debian's package creates this user.
SERVER_USER = "postgres"
OPTIONS = "-c listen_addresses=127.0.0.1 -c unix_socket_directories='{folder}' -c port={port}"
# Nothing has to survive a power cut, and JIT compilation takes longer than any test's query.
QUICK = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c jit=off"
# As docs/operators.md requires: by default, the log of a failed statement contains what a citizen typed.
DISCREET = "-c log_min_error_statement=panic -c log_error_verbosity=terse"


class Databases:
    """What clients of the server can do."""

    def __init__(self, port: int):
        self.port = port

    def url(self, name: str) -> str:
        return f"postgresql://{SERVER_USER}@127.0.0.1:{self.port}/{name}"

    def create(self, name: str, template: str = "template0") -> str:
        """Create a database as a copy of `template`; return its address."""
        self._do(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def exists(self, name: str) -> bool:
        return bool(self._do("SELECT 1 FROM pg_database WHERE datname = %s", name).fetchall())

    def _do(self, statement: str, *values):
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            return connection.execute(statement, values or None)


class Postgres(Databases):
    def __init__(self, port: int, log: Path, control: Callable[..., None]):
        super().__init__(port)
        self.log = log
        self.control = control

    def stop(self) -> None:
        """Like a restart: connections end at once."""
        self.control("-m", "fast", "stop")

    def start(self) -> None:
        self.control("-w", "start")


def postgres_binaries() -> Path | None:
    found = shutil.which("initdb")
    candidates = (
        [Path(found).resolve()] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    )
    return candidates[-1].parent if candidates else None


@contextmanager
def running_postgres(folder: Path):
    binaries, port = postgres_binaries(), unused_port()
    folder.mkdir()
    if os.getuid() == 0:
        shutil.chown(folder, SERVER_USER)
    data = folder / "data"
    _run(binaries / "initdb", "-D", data, "-U", SERVER_USER, "--auth=trust", "--encoding=UTF8", "--no-sync")
    options = f"{OPTIONS.format(folder=folder, port=port)} {QUICK} {DISCREET}"

    def control(*arguments) -> None:
        _run(binaries / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", *arguments)

    control("-w", "start")
    try:
        yield Postgres(port, folder / "log", control)
    finally:
        control("-m", "immediate", "stop")
        demand_nobody_is_named((folder / "log").read_text(errors="replace"), "PostgreSQL")


def _run(*command) -> None:
    prefix = ["runuser", "-u", SERVER_USER, "--"] if os.getuid() == 0 else []
    subprocess.run(
        [*prefix, *map(str, command)],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=300,
        cwd="/",
    )
