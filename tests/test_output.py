"""The search for names in all output works: in logs, tracebacks, programs, and PostgreSQL."""

import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from _pytest.outcomes import Failed

from .support.installation import Installation
from .support.postgres import postgres_binaries, running_postgres
from .support.processes import Background
from .support.senders import senders_in
from .support.site import ROOT

# Run separately, where it has to fail.
CARELESS = """
import logging, os, sys
import pytest
from django.core.management import call_command
logger = logging.getLogger("cms.careless")

def test_message(): logger.warning("From %s", "Ruth Heinz")
def test_traceback():
    try:
        raise ValueError("ruth@example.org")
    except ValueError:
        logger.exception("It failed")
def test_stdout(): print("Petra Beispiel")
def test_stderr(): os.write(2, b"petra@example.org")
def test_teardown(request): request.addfinalizer(lambda: print("Xaverine Planthold"))
def test_handler_of_its_own(): logging.getLogger("django.server").error("Ruth Heinz")
def test_nothing(): logger.warning("counts: 3")
"""


@pytest.mark.parametrize("processes", ["0", "1"])
def test_whatever_a_test_writes_is_searched(tmp_path, processes):
    (tmp_path / "test_careless.py").write_text(CARELESS)
    options = ["-c", "pyproject.toml", "-p", "conftest", "-p", "no:cacheprovider", "-n", processes]
    command = [sys.executable, "-m", "pytest", *options, str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert "7 passed, 6 errors" in run.stdout, run.stdout


def test_output_of_a_program_is_searched(tmp_path):
    careless = Background(["echo", "Ruth Heinz"], tmp_path / "program.txt")
    with pytest.raises(Failed, match="program.txt names"), careless:
        careless.process.wait(10)


@pytest.mark.parametrize(
    "written",
    [
        "Ruth Heinz",
        "/suche/?q=Ruth+Heinz",
        "GET /suche/?q=ruth%40example.org",
        '{"to": "Ay\\u015fe Beispiel"}',
        "ruth&#64;example.org",
        "Key (email)=(RUTH@EXAMPLE.ORG) already exists.",
    ],
)
def test_a_name_is_found_however_it_is_written(written):
    assert senders_in(written)


def test_logs_of_the_test_run_show_what_production_shows():
    assert logging.getLogger("cms").getEffectiveLevel() <= logging.WARNING


@pytest.fixture(scope="module")
def postgres():
    if not postgres_binaries():
        pytest.skip("PostgreSQL is not installed")
    with tempfile.TemporaryDirectory(prefix="engagierte-stadt-") as folder:
        Path(folder).chmod(0o755)
        with running_postgres(Path(folder) / "postgres") as server:
            yield server


@pytest.mark.services
def test_postgresql_as_the_handbook_wants_it_keeps_failed_statements_to_itself(postgres):
    import psycopg

    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute("CREATE TABLE letter (sender text UNIQUE)")
        connection.execute("INSERT INTO letter VALUES ('Ruth Heinz')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO letter VALUES ('Ruth Heinz')")
    log = postgres.log.read_text()
    assert "duplicate key" in log
    assert not senders_in(log)


@pytest.mark.services
@pytest.mark.parametrize(
    ("setting", "is_warned"),
    [("log_min_error_statement=panic", False), ("log_min_error_statement=error", True)],
)
def test_operator_is_warned_of_a_postgresql_that_logs_letters(postgres, tmp_path, setting, is_warned):
    url = f"{postgres.url('postgres')}?options=-c%20{setting}"
    installation = Installation(tmp_path / "data", url)
    command = [sys.executable, "manage.py", "check", "--database", "default"]
    run = subprocess.run(
        command, cwd=ROOT, env=os.environ | installation.env, capture_output=True, text=True, timeout=120
    )
    assert run.returncode == 0
    assert ("operations.W001" in run.stderr) is is_warned, run.stderr
