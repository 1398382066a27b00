"""The servers of `make test-services`: their users are isolated, and nothing is left over."""

import json
from contextlib import ExitStack
from pathlib import Path

import pytest

from .support import services
from .support.asking import ask
from .support.ports import listens
from .support.postgres import postgres_binaries
from .support.redis import redis_program

pytestmark = [pytest.mark.services, pytest.mark.embedded]
FOLDERS = Path("/one/data"), Path("/other/data")


@pytest.fixture(scope="module")
def stack():
    with ExitStack() as stack:
        yield stack


@pytest.fixture(scope="module")
def running(stack):
    if not postgres_binaries() or not redis_program():
        pytest.skip("PostgreSQL or Redis is not installed")
    return stack.enter_context(services.running_services())


@pytest.fixture
def variables(running, monkeypatch):
    for name, value in running.items():
        monkeypatch.setenv(name, value)
    return running


def own_things(variables: dict[str, str]) -> list[str]:
    return [variables[name] for name in ("DATABASE_URL", "CACHE_URL", "S3_BUCKET", "S3_PUBLIC_URL")]


def test_each_installation_and_each_process_has_its_own(variables):
    owners = [own_things(services.variables_of(folder)) for folder in FOLDERS]
    assert owners == [own_things(services.variables_of(folder)) for folder in FOLDERS]
    # pytest-django creates a process's database.
    owners += [own_things(services.variables_of_process(worker))[1:] for worker in ("gw0", "gw1")]
    everything = [each for owner in owners for each in owner]
    assert len(set(everything)) == len(everything) == 14


def test_a_copy_has_what_the_original_has_and_goes_its_own_way(variables, tmp_path):
    original, copied = tmp_path / "original", tmp_path / "copy"
    variables = services.variables_of(original)
    ask(variables["DATABASE_URL"], "UPDATE wagtailcore_page SET title = 'Original' WHERE depth = 1")
    (services.buckets() / variables["S3_BUCKET"] / "picture").write_text("picture")

    services.copy(original, copied)
    of_copy = services.variables_of(copied)
    ask(variables["DATABASE_URL"], "UPDATE wagtailcore_page SET title = 'Changed' WHERE depth = 1")
    [(title,)] = ask(of_copy["DATABASE_URL"], "SELECT title FROM wagtailcore_page WHERE depth = ?", [1])
    assert title == "Original"
    assert (services.buckets() / of_copy["S3_BUCKET"] / "picture").read_text() == "picture"


def test_nothing_of_them_is_left(running, stack):
    addresses = json.loads(running["SERVICES"])
    urls = running["S3_ENDPOINT_URL"], addresses["pictures"]
    ports = [addresses["postgres"], addresses["redis"], *map(port_of, urls)]
    assert all(map(listens, ports))
    stack.close()
    assert not any(map(listens, ports))
    assert not Path(addresses["buckets"]).exists()


def port_of(url: str) -> int:
    return int(url.rpartition(":")[2])
