from io import BytesIO

import pytest

from directory.imports.running import begin_check, begin_import, carry_on, start_run
from directory.tests.factories import make_category, make_district, make_entry
from tests.support.making import make_user
from tests.support.recorded import recorded

from .sheets import THERE_ALREADY, as_csv, table


@pytest.fixture
@recorded
def town(directory):
    make_category("Fußball", synonyms="Kicken, Bolzen")
    make_district("Stahl")
    return directory


@pytest.fixture
@recorded
def known_entry(town):
    return make_entry(town, THERE_ALREADY, email="musik@example.org")


@pytest.fixture
def uploaded(town):
    def run_of(content: bytes | None = None, name: str = "vereine.csv", source: str = "Vereinsliste 2026"):
        content = content if content is not None else as_csv(table())
        return start_run(town, BytesIO(content), name=name, source=source, by=make_user(f"user-{name}"))

    return run_of


@pytest.fixture
def checked(uploaded):
    """A run after its dry run: `checked(content)`."""

    def run_of(*args, **kwargs):
        run = uploaded(*args, **kwargs)
        begin_check(run, run.mapping)
        return carry_on(run, 60)

    return run_of


@pytest.fixture
def imported(checked):
    def run_of(*args, **kwargs):
        run = checked(*args, **kwargs)
        begin_import(run)
        return carry_on(run, 60)

    return run_of
