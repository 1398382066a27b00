"""A plugin of pytest, read before Django's settings are: see `tests.on_services`."""

import os

import pytest

from .services import variables_of_process

os.environ.update(variables_of_process(os.environ.get("PYTEST_XDIST_WORKER", "gw98")))


# Whoever asks for these counts queries, which are as many on every database.
COUNTERS = {"queries_of", "django_assert_num_queries", "django_assert_max_num_queries"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what the services have a say in, and what of it says less than the time that it takes."""
    functions = set()
    for item in items:
        function = item.nodeid.partition("[")[0]
        if "db" in item.fixturenames or item.get_closest_marker("django_db"):
            item.add_marker("stored")
        if function in functions or COUNTERS & set(item.fixturenames):
            item.add_marker("alike")
        functions.add(function)
