"""A pytest plugin that is loaded before Django's settings: see `tests.on_services`."""

import os

from .services import variables_of_process

os.environ.update(variables_of_process(os.environ.get("PYTEST_XDIST_WORKER", "gw98")))
