"""What `make run` promises after a fresh checkout."""

import os
import re
import socket
import stat
import subprocess

import pytest

from demo.management.commands.run_site import take_port

from .support import services
from .support.admin_login import can_log_in
from .support.asking import ask
from .support.ports import unused_port
from .support.site import OUTPUT, ROOT, copy_of_demo, environment, filled_data_dir, running_site

MAKE_RUN = ("make", "--no-print-directory", "run")

pytestmark = pytest.mark.services


@pytest.fixture(scope="module")
def first_data_dir(shared_folder):
    return filled_data_dir(shared_folder)


@pytest.fixture
def data_dir(shared_folder, tmp_path):
    return copy_of_demo(shared_folder, tmp_path / "data")


def number_of_pages(data_dir) -> int:
    [(number,)] = ask(services.database_of(data_dir), "SELECT count(*) FROM wagtailcore_page")
    return number


def test_first_start_tells_where_the_site_is_and_how_to_log_in(first_data_dir):
    output = (first_data_dir / OUTPUT).read_text()
    password = (first_data_dir / "admin-password").read_text().strip()
    assert re.search(r"Site +http://127\.0\.0\.1:\d+/\n", output)
    assert re.search(r"Admin +http://127\.0\.0\.1:\d+/admin/\n", output)
    assert re.search(rf"Login +admin\n +Password +{re.escape(password)}", output)


def test_generated_password_is_for_its_owner_only(first_data_dir):
    assert stat.S_IMODE((first_data_dir / "admin-password").stat().st_mode) == 0o600


@pytest.mark.embedded
def test_whole_state_lies_in_data_dir(first_data_dir):
    names = {file.name for file in first_data_dir.iterdir()}
    assert {"db.sqlite3", "media", "secret_key", "admin-password"} <= names


def test_second_start_keeps_everything_and_an_interrupt_ends_it_cleanly(data_dir):
    before = number_of_pages(data_dir)
    with running_site(data_dir, MAKE_RUN) as site:
        assert can_log_in(site, "admin", (data_dir / "admin-password").read_text().strip())
        site.process.interrupt(seconds=5)
        assert site.process.is_gone
        assert not site.answers()
        assert "Traceback" not in site.process.read()
    assert number_of_pages(data_dir) == before


def test_given_login_takes_effect_and_survives_a_start_without_it(data_dir):
    generated = (data_dir / "admin-password").read_text().strip()
    with running_site(data_dir, MAKE_RUN, ADMIN_USER="admin", ADMIN_PASSWORD="gewählt") as site:
        assert can_log_in(site, "admin", "gewählt")
        assert not can_log_in(site, "admin", generated)
        assert "gewählt" not in site.process.read()
    with running_site(data_dir) as site:
        assert can_log_in(site, "admin", "gewählt")


@pytest.mark.parametrize(
    ("port", "sentence"),
    [
        ("0", "PORT=0 is not a port number between 1 and 65535."),
        ("65536", "PORT=65536 is not a port number between 1 and 65535."),
        ("acht", "PORT=acht is not a port number between 1 and 65535."),
    ],
)
def test_impossible_port_is_one_sentence(port, sentence):
    with pytest.raises(SystemExit) as end:
        take_port(port)
    assert end.value.code == sentence


def test_used_port_is_one_sentence_before_anything_else_happens(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", unused_port()))
        other.listen()
        port = other.getsockname()[1]
        run = start_in_vain(tmp_path, str(port))
    assert run.returncode == 2
    assert (
        run.stderr.splitlines()[0]
        == f"Port {port} is already in use; choose another, for example: make run PORT=8001"
    )
    assert not (tmp_path / "db.sqlite3").exists()


def test_second_start_is_refused_while_the_first_still_prepares(tmp_path):
    port = str(unused_port())
    first = take_port(port)
    try:
        with pytest.raises(SystemExit) as end:
            take_port(port)
    finally:
        first.close()
    assert str(end.value.code).startswith(f"Port {port} is already in use; choose another")
    take_port(port).close()


def start_in_vain(data_dir, port: str):
    env = os.environ | environment(data_dir, 0) | {"PORT": port}
    return subprocess.run(MAKE_RUN, cwd=ROOT, env=env, capture_output=True, text=True, timeout=30)
