import fcntl
from collections.abc import Callable
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, connections

# Any number that nothing else uses in this database.
KEY = 4_507_281_963
WAITING = "Another process is changing this installation; waiting until it is done …"

_is_held = False


@contextmanager
def locked(tell: Callable[[str], object] = lambda text: None):
    """Inside the block, no other process migrates, upgrades or restores this installation; others wait.

    PostgreSQL holds the lock for all nodes and releases it if the process dies; with SQLite a file does.
    """
    global _is_held
    if _is_held or (connection.vendor == "sqlite" and connection.is_in_memory_db()):
        yield
        return
    with _by_vendor[connection.vendor](tell):
        _is_held = True
        try:
            yield
        finally:
            _is_held = False


@contextmanager
def _locked_in_database(tell):
    own = connections.create_connection(connection.alias)
    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [KEY])
            if not cursor.fetchone()[0]:
                tell(WAITING)
                cursor.execute("SELECT pg_advisory_lock(%s)", [KEY])
            yield
    finally:
        own.close()


@contextmanager
def _locked_file(tell):
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.DATA_DIR / "upgrade.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell(WAITING)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


_by_vendor = {"postgresql": _locked_in_database, "sqlite": _locked_file}
