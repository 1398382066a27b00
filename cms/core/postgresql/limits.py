# Milliseconds that one statement of a page may take, may wait for a lock, and may leave a transaction open.
LIMITS_OF_PAGES = {
    "statement_timeout": 30_000,
    "lock_timeout": 10_000,
    "idle_in_transaction_session_timeout": 60_000,
}

limits: dict[str, int] = {}


def limit_statements() -> None:
    """In a process that serves pages: a migration or a job of the worker may take its time."""
    limits.update(LIMITS_OF_PAGES)
