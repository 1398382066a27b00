# Milliseconds for a page's statements, for lock waits, and for idle transactions.
LIMITS_OF_PAGES = {
    "statement_timeout": 30_000,
    "lock_timeout": 10_000,
    "idle_in_transaction_session_timeout": 60_000,
}

limits: dict[str, int] = {}


def limit_statements() -> None:
    """Only in processes that serve pages: migrations and jobs may take longer."""
    limits.update(LIMITS_OF_PAGES)
