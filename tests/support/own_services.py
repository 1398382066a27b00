"""A plugin of pytest, read before Django's settings are: see `tests.on_services`."""

import os

import pytest

from .services import variables_of_process

os.environ.update(variables_of_process(os.environ.get("PYTEST_XDIST_WORKER", "gw98")))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """So that `-m stored` chooses what the services have a say in."""
    for item in items:
        if "db" in item.fixturenames or item.get_closest_marker("django_db"):
            item.add_marker("stored")
