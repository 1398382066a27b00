"""An upgrade under load: a migration, then one node after the other, and nobody notices."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from .support.databases import prepared_on
from .support.nginx import has_nginx, running_nginx
from .support.ports import unused_port
from .support.site import ROOT
from .support.tools import program
from .support.traffic import traffic

pytestmark = [pytest.mark.services, pytest.mark.embedded]

PER_SECOND = 20
# What systemd does: stop the service, wait for its end, start it again.
RESTART = """#!/bin/sh
cd {root}
if [ -e {folder}/$1.pid ]; then
  pid=$(cat {folder}/$1.pid)
  kill -TERM $pid
  while kill -0 $pid 2>/dev/null; do sleep 0.1; done
fi
nohup {python} manage.py serve --host 127.0.0.1 --port $1 --workers 1 >>{folder}/$1.txt 2>&1 </dev/null &
echo $! >{folder}/$1.pid
"""


class Nodes:
    """Two nodes, restarted by `deploy/restart.sh`, behind the shipped nginx configuration."""

    def __init__(self, folder: Path, installation):
        self.folder, self.ports = folder, [unused_port(), unused_port()]
        self.installation = installation
        self.installation.env |= {"FRONT_CACHE_URL": "", "WEB_THREADS": "4"}
        self.command = folder / "restart-node"
        self.command.write_text(RESTART.format(root=ROOT, folder=folder, python=sys.executable))
        self.command.chmod(0o755)

    def start(self) -> None:
        for port in self.ports:
            subprocess.run([self.command, str(port)], env=os.environ | self.installation.env, check=True)

    def restart(self, nginx_folder: Path, values: dict[str, str]) -> None:
        (self.folder / "nginx").write_text("".join(f"{name}='{value}'\n" for name, value in values.items()))
        env = self.installation.env | {
            "NODES": " ".join(map(str, self.ports)),
            "NGINX_FOLDER": str(nginx_folder),
            "NGINX_SETTINGS": str(self.folder / "nginx"),
            "RELOAD_NGINX": f"pkill -HUP -F {nginx_folder}/nginx.pid",
            "RESTART_NODE": f"{self.command} ",
        }
        run = subprocess.run(
            ["sh", ROOT / "deploy" / "restart.sh"], env=os.environ | env, capture_output=True, text=True
        )
        assert run.returncode == 0, run.stdout + run.stderr + self.said()

    def pids(self) -> list[int]:
        return [int((self.folder / f"{port}.pid").read_text()) for port in self.ports]

    def said(self) -> str:
        return "".join((self.folder / f"{port}.txt").read_text() for port in self.ports)

    def stop(self) -> None:
        """A process that is still starting may miss the signal."""
        for pid in self.pids():
            os.kill(pid, signal.SIGTERM)
        end = time.monotonic() + 20
        while alive := [pid for pid in self.pids() if Path(f"/proc/{pid}/cmdline").exists()]:
            if time.monotonic() > end:
                for pid in alive:
                    os.kill(pid, signal.SIGKILL)
                return
            time.sleep(0.1)


@contextmanager
def running_nodes(folder: Path, installation):
    folder.mkdir()
    nodes = Nodes(folder, installation)
    nodes.start()
    try:
        yield nodes
    finally:
        nodes.stop()


def test_upgrade_with_a_migration_fails_no_request(tmp_path, tmp_path_factory):
    program("curl")
    if not has_nginx():
        pytest.skip("nginx is not installed")
    with prepared_on("postgresql", tmp_path_factory.mktemp("prepared") / "data") as prepared:
        if prepared is None:
            pytest.skip("PostgreSQL is not installed")
        installation = prepared.prepared
        values = {
            "SERVER_NAMES": "127.0.0.1",
            "STATIC_ROOT": str(tmp_path),
            "DATA_DIR": str(installation.data_dir),
        }
        with (
            tempfile.TemporaryDirectory(prefix="engagierte-stadt-") as front,
            running_nodes(tmp_path / "nodes", installation) as nodes,
            running_nginx(Path(front), nodes.ports, **values) as nginx,
        ):
            wait_until_answered(nginx)
            before = nodes.pids()
            values |= values_of(nginx)
            with traffic(asks(nginx), PER_SECOND) as seen:
                installation.env["DJANGO_SETTINGS_MODULE"] = "tests.support.later.settings"
                installation.manage("upgrade")
                nodes.restart(Path(front), values)
            assert set(before).isdisjoint(nodes.pids())
            assert seen.failures == []
            assert sum(seen.answers.values()) > PER_SECOND * 5
            # Pages, API responses, and posts to a missing form: nothing came from the cache.
            assert set(seen.answers) == {"200", "404"}
            sys.stdout.write(
                f"{sum(seen.answers.values())} requests, 0 failed, the slowest took {seen.slowest:.1f} s"
            )

            installation.manage("migrate", "later", "zero")
            assert installation.ask(
                "SELECT count(*) FROM information_schema.columns WHERE column_name = 'later'"
            ) == [(0,)]


def wait_until_answered(nginx, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while nginx.ask("/").status != 200:
        assert time.monotonic() < end
        time.sleep(0.2)


def values_of(nginx) -> dict[str, str]:
    """The additional values in the running nginx's configuration."""
    return {
        "CACHE_DIR": f"{nginx.folder}/cache",
        "LOG_DIR": str(nginx.folder),
        "PORT_SUFFIX": f":{nginx.port}",
        "HTTP_PORT": f"127.0.0.1:{nginx.port}",
    }


def asks(nginx) -> list:
    """With a session cookie, which bypasses the cache."""
    own = {"Cookie": "sessionid=nobody"}
    return [
        lambda: nginx.ask("/", **own).status,
        lambda: nginx.ask("/api/v1/pages/", **own).status,
        lambda: nginx.ask("/", **own).status,
        lambda: (
            nginx.ask("/api/v1/forms/none/tickets", "POST", b"{}", Content_Type="application/json").status
        ),
    ]
