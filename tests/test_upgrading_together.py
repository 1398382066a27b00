"""Nodes that start to upgrade at the same moment: one migrates, the others wait, all succeed."""

import fcntl
import sys
import time
from contextlib import closing, contextmanager

import pytest

from cms.operations.upgrading.lock import KEY

from .support.asking import connect
from .support.databases import prepared_on
from .support.processes import Background
from .support.site import ROOT

pytestmark = pytest.mark.services

SETTINGS = "tests.support.later.settings"
APPLIED = "SELECT count(*) FROM django_migrations WHERE app = 'later'"


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request, tmp_path_factory, tmp_path):
    with prepared_on(request.param, tmp_path_factory.mktemp("prepared") / "data") as prepared:
        if prepared is None:
            pytest.skip("PostgreSQL is not installed")
        installation = prepared.copy(tmp_path / "data")
        installation.env["DJANGO_SETTINGS_MODULE"] = SETTINGS
        yield installation


@contextmanager
def lock_of_another_node(installation):
    if installation.env["DATABASE_URL"].startswith("sqlite"):
        with (installation.data_dir / "upgrade.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
    else:
        with closing(connect(installation.env["DATABASE_URL"])) as connection:
            connection.execute("SELECT pg_advisory_lock(%s)", [KEY])
            yield


def test_all_wait_for_the_one_that_migrates(installation):
    commands = [["upgrade"], ["migrate", "--verbosity", "0"]]
    with lock_of_another_node(installation):
        nodes = [
            Background(
                [sys.executable, "manage.py", *command],
                installation.data_dir / f"{command[0]}.txt",
                installation.env,
                cwd=ROOT,
            )
            for command in commands
        ]
        for node in nodes:
            node.wait_for(lambda node=node: "waiting until it is done" in node.read(), 120)
        time.sleep(0.2)
        assert all(node.process.poll() is None for node in nodes)
        assert installation.ask(APPLIED) == [(0,)]
    assert [node.process.wait(200) for node in nodes] == [0, 0]
    assert installation.ask(APPLIED) == [(1,)]

    installation.manage("migrate", "later", "zero")
    assert installation.ask(APPLIED) == [(0,)]
