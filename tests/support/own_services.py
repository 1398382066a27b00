"""A plugin of pytest, read before Django's settings are: see `tests.on_services`."""

import os

import pytest

from . import stored
from .services import variables_of_process

os.environ.update(variables_of_process(os.environ.get("PYTEST_XDIST_WORKER", "gw98")))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Before `-m` chooses."""
    stored.mark(items)
