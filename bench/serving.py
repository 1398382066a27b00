"""Responses per second, cached and rendered, each compared with a baseline."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.support.inside import inside
from tests.support.installation import Installation
from tests.support.nginx import Nginx, has_nginx, running_nginx
from tests.support.ports import unused_port
from tests.support.processes import Background
from tests.support.site import ROOT, Site

from .goals import Row
from .installations import probe
from .plain_site import ARTICLE, make_plain_site

MAKE = (
    "import json; from bench.probes.town import make_article; print(json.dumps({'path': make_article().url}))"
)
API = "/api/v1/site/"
SITE, UNCACHED = "cms.wsgi:application", "bench.probes.serving:application"
CONNECTIONS, SECONDS, ROUNDS = 16, 2, 3
# As all browsers send it.
PACKED = "Accept-Encoding: gzip"
CHANGES = 10
CHANGE = """
from home.models import StandardPage
page = StandardPage.objects.get(title__startswith="Eine Seite zum Messen", url_path__endswith="{path}")
page.summary = "Geändert {number}"
page.save_revision().publish()
"""


def serving(installation: Installation, database: str) -> Iterator[Row]:
    if not can_measure():
        print("Left out: requests per second need wrk (Debian: apt install wrk)")
        return
    path = probe(installation, MAKE)["path"]
    yield from _uncached(installation, database, path, installation.other_url)
    yield from _embedded(installation, database, path)
    if has_nginx():
        yield from _through_nginx(installation, database, path)
    else:
        print("Left out: nginx is not installed")


def _uncached(installation: Installation, database: str, path: str, url: str) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="engagierte-stadt-bench-") as name:
        folder = Path(name) / "plain"
        plain = make_plain_site(folder, url)
        with (
            _served(UNCACHED, installation.env) as own,
            _served("plain.wsgi:application", plain, folder) as other,
        ):
            times = times_as_many(own.url + path, other.url + ARTICLE)
    yield _more("page made anew against a plain `wagtail start` article", database, times, 2.5)


def _embedded(installation: Installation, database: str, path: str) -> Iterator[Row]:
    with_django = installation.env | {"DJANGO_SETTINGS_MODULE": "bench.probes.serving"}
    with _served(SITE, installation.env) as own, _served(UNCACHED, with_django) as other:
        times = times_as_many(own.url + path, other.url + path)
    yield _more("page kept in the process against Django's page cache", database, times, 8)


def _through_nginx(installation: Installation, database: str, path: str) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="engagierte-stadt-bench-") as name:
        folder, static = Path(name), Path(name) / "static"
        static.mkdir()
        with running_nginx(folder / "nginx", [installation.port], STATIC_ROOT=str(static)) as nginx:
            env = installation.env | {"FRONT_CACHE_URL": nginx.purge_url, "FRONT_CACHE_PURGES": "keys"}
            with _served(SITE, env, port=installation.port):
                for what, address in (("page", path), ("API answer", API)):
                    times = times_as_many(nginx.url + address, nginx.url + _as_file(nginx, address, static))
                    yield _more(
                        f"{what} through nginx's cache against the same as a file", database, times, 0.6
                    )
                seconds = _seconds_until_new(installation, env, nginx, path)
        yield Row(
            "publish until the next answer through nginx is new, worst of 10", database, seconds, 1, "s"
        )


def _as_file(nginx: Nginx, address: str, static: Path) -> str:
    """Write the response to files that the same nginx serves; return their address."""
    name = "page.html" if address != API else "answer.json"
    (static / name).write_bytes(nginx.ask(address).body)
    (static / f"{name}.gz").write_bytes(nginx.ask(address, Accept_Encoding="gzip").body)
    return f"/static/{name}"


def _seconds_until_new(installation: Installation, env: dict, nginx: Nginx, path: str) -> float:
    worst = 0.0
    installation.env = env
    with inside(installation) as editor:
        for number in range(CHANGES):
            nginx.ask(path)
            editor.do(CHANGE.format(path=path, number=number))
            begin = time.perf_counter()
            while f"Geändert {number}".encode() not in nginx.ask(path).body:
                pass
            worst = max(worst, time.perf_counter() - begin)
    return worst


@contextmanager
def _served(application: str, env: dict, cwd: Path = ROOT, port: int = 0) -> Iterator[Site]:
    """Two granian processes with four threads each, the same for everything compared."""
    port = port or unused_port()
    address = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    counts = ["--workers", "2", "--blocking-threads", "4", "--workers-kill-timeout", "5"]
    command = [sys.executable, "-m", "granian", application, *address, *counts, "--log-level", "warning"]
    with tempfile.TemporaryDirectory(prefix="engagierte-stadt-bench-") as folder:
        output = Path(folder) / "output.txt"
        with Background(command, output, env, cwd) as process:
            site = Site(process, port, Path(folder))
            process.wait_for(site.answers, 60)
            yield site
            # Only to the first process: granian's workers hang if they receive the signal twice.
            process.process.terminate()
            process.process.wait(20)


def _more(what: str, database: str, value: float, limit: float) -> Row:
    return Row(what, database, value, limit, "times", at_least=True)


def can_measure() -> bool:
    """Whether wrk is available. Installs it if possible."""
    if not shutil.which("wrk") and os.getuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "-y", "-qq", "wrk"], capture_output=True)
    return shutil.which("wrk") is not None


def per_second(url: str) -> float:
    """Raise RuntimeError if any response was an error."""
    options = ["-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout", "30s", "-H", PACKED]
    run = subprocess.run(["wrk", *options, url], capture_output=True, text=True, check=True)
    if "Non-2xx" in run.stdout or "Socket errors" in run.stdout:
        raise RuntimeError(f"{url}: {run.stdout}")
    return float(re.search(r"Requests/sec: +([\d.]+)", run.stdout)[1])


def times_as_many(url: str, other: str) -> float:
    """Return the median ratio of alternating rounds, so that a busy machine affects both alike."""
    per_second(url), per_second(other)
    return median(per_second(url) / per_second(other) for _round in range(ROUNDS))
