"""What is left of deleted rows: pieces of pages in the shared cache, and SQLite's log of the last changes."""

from django.core.cache import cache
from django.db import connection, transaction

# Milliseconds. If somebody reads for longer, the next call truncates the log.
PATIENCE = 1000


def wipe_remains() -> None:
    """Once the current transaction is committed. The database itself overwrites what it deletes (`secure_delete`)."""
    transaction.on_commit(_wipe)


def _wipe() -> None:
    # Redis may hold what is not ours.
    forget_ours = getattr(cache, "delete_pattern", None)
    forget_ours("*") if forget_ours else cache.clear()
    wipe_log()


def wipe_log() -> None:
    """Inside a transaction nothing can be done, since its own changes stand in the log."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            ((timeout,),) = cursor.execute("PRAGMA busy_timeout").fetchall()
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            cursor.execute(f"PRAGMA busy_timeout = {timeout}")
