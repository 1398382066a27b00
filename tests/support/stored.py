"""What PostgreSQL, Redis and S3 have a say in, among all tests."""

from collections.abc import Iterable

import pytest

# Whoever asks for these or names them counts queries, which are as many on every database.
COUNTERS = {
    "queries_of",
    "django_assert_num_queries",
    "django_assert_max_num_queries",
    "CaptureQueriesContext",
}


def mark(items: Iterable[pytest.Item]) -> None:
    """Mark as `stored` what asks the database, and as `alike` what of it says less than the time that it takes."""
    functions = set()
    for item in items:
        if not _asks_the_database(item):
            continue
        item.add_marker("stored")
        function = item.nodeid.partition("[")[0]
        if function in functions or COUNTERS & {*item.fixturenames, *item.function.__code__.co_names}:
            item.add_marker("alike")
        functions.add(function)


def _asks_the_database(item: pytest.Item) -> bool:
    return "db" in item.fixturenames or item.get_closest_marker("django_db") is not None
