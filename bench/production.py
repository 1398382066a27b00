"""The town as production serves it (`manage.py serve`): time to the first page, and memory."""

import re
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from cms.search.meaning import is_installed
from tests.support.postgres import running_postgres
from tests.support.processes import Background
from tests.support.production import Production

from .goals import Row

PAGES = (
    *("/", "/strategie/", "/aktuelles/", "/termine/", "/verzeichnis/", "/verzeichnis/?q=chor", "/mithilfe/"),
    # The second one is answered by what is near in meaning, where that is switched on.
    *(
        "/kontakt/",
        "/suche/?q=ehrenamt",
        "/suche/?q=strategiespiel",
        "/admin/login/",
        "/api/v1/organisations/",
        "/api/v1/site/",
    ),
)
WRITE_MEANINGS = "from directory.publishing.meanings import write_meanings; write_meanings()"
ROUNDS = 30
CLIENTS = 8


def production() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="engagierte-stadt-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        with running_postgres(folder / "postgres") as server:
            town = _town(folder / "data", server.create("production"))
            seconds, megabytes = _serve(town)
            yield Row("cold start of `serve` until the first page", "PostgreSQL", seconds, 2, "s")
            yield Row("memory of two workers after 390 requests (PSS)", "PostgreSQL", megabytes, 160, "MB")
            if is_installed():
                town.env["SEARCH_BY_MEANING"] = "true"
                town.manage("shell", "-c", WRITE_MEANINGS)
                seconds, megabytes = _serve(town)
                yield Row("the same start with the search by meaning", "PostgreSQL", seconds, 4, "s")
                yield Row("memory of two workers with it", "PostgreSQL", megabytes, 290, "MB")


def _serve(town: Production) -> tuple[float, float]:
    """Return the seconds until the first page, and the memory of two workers after many."""
    begin = time.perf_counter()
    with town.serve() as process:
        process.wait_for(town.is_ready, 300)
        assert town.get("/").status == 200
        seconds = time.perf_counter() - begin
        _visit(town)
        megabytes = _memory_of_workers(process)
        process.process.terminate()
        process.process.wait(40)
    return seconds, megabytes


def _town(folder: Path, url: str) -> Production:
    town = Production(folder, url)
    # Another process would share some of the memory counted here.
    town.env["METRICS_ADDRESS"] = ""
    town.make_tables()
    town.manage("load_demo", "--verbosity", "0", "--settings", "demo.settings")
    # Otherwise the first requests would make them.
    town.manage("make_picture_sizes", "--verbosity", "0")
    town.collect_static()
    return town


def _visit(town: Production) -> None:
    with ThreadPoolExecutor(CLIENTS) as clients:
        answers = list(clients.map(town.get, PAGES * ROUNDS))
    assert {answer.status for answer in answers} == {200}


def _memory_of_workers(process: Background) -> float:
    """Megabytes; shared memory is divided among the processes (PSS)."""
    pid = process.process.pid
    workers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    maps = [Path(f"/proc/{worker}/smaps_rollup").read_text() for worker in workers]
    return sum(int(re.search(r"^Pss: +(\d+) kB", each, re.MULTILINE)[1]) for each in maps) / 1024
