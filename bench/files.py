"""The largest files that may come in, from four people at once: what the site takes, and how long readers wait."""

import re
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from tests.support.peaks import LARGEST, LARGEST_DOCUMENTS, memory_max, table
from tests.support.production import Production

from .goals import Row
from .senders import PREPARE, by_api, by_editor, by_form

WEB, WORKER = "engagierte-stadt-web@.service", "engagierte-stadt-worker.service"
WITHOUT_WORK = "SELECT NOT EXISTS (SELECT 1 FROM media_siteimage WHERE sizes = 'due')"


def files() -> Iterator[Row]:
    contents = {name: make() for name, make in LARGEST.items()}
    documents, rows = {suffix: make() for suffix, make in LARGEST_DOCUMENTS.items()}, table()
    pictures = {name: content for name, content in contents.items() if not name.startswith(("PDF", "Word"))}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="engagierte-stadt-bench-")))
        # As the unit in `deploy/` starts it.
        town = Production(folder / "data", f"sqlite:///{folder}/data/db.sqlite3", WEB_WORKERS="1")
        town.prepare()
        key = town.shell(PREPARE)
        town.collect_static()
        site = stack.enter_context(town.serve())
        site.wait_for(town.is_ready, 300)
        worker = stack.enter_context(town.worker())
        web = stack.enter_context(_watching(site.process.pid))
        beside = stack.enter_context(_watching(worker.process.pid))
        processes = [worker.process.pid, site.process.pid, *_descendants(site.process.pid)]
        begun = time.monotonic()
        with ThreadPoolExecutor(4) as clients:
            sendings = [
                clients.submit(list, sending)
                for sending in (
                    by_form(town, contents, 1),
                    by_form(town, dict(reversed(contents.items())), 2),
                    by_api(town, contents, 3),
                    by_editor(town, pictures, documents, rows, key),
                )
            ]
            waited = list(_read_until(town, sendings))
        seconds = time.monotonic() - begun
        worker.wait_for(lambda: town.ask(WITHOUT_WORK)[0][0], 600)
        taken = [is_taken for sending in sendings for is_taken in sending.result()]
        killed = [pid for pid in processes if not Path(f"/proc/{pid}").exists()]
        site.process.terminate()
        site.process.wait(40)

    def row(what: str, value: float, limit: float, unit: str, **more) -> Row:
        return Row(f"largest files, four at once: {what}", "SQLite", value, limit, unit, **more)

    for name, peaks, unit in (("site", web, WEB), ("worker", beside, WORKER)):
        yield row(f"{name}, largest process", peaks.largest, memory_max(unit), "MB")
        yield row(f"{name}, together", peaks.together, memory_max(unit), "MB")
    yield row("a reader's page (median)", median(waited) * 1000, 1000, "ms")
    yield row("a reader's page (slowest)", max(waited) * 1000, 1000, "ms")
    yield row(f"taken, in {seconds:.0f} s", taken.count(True), len(taken), "files", at_least=True)
    yield row("killed", len(killed), 0, "processes")


def _read_until(town: Production, sendings: list) -> Iterator[float]:
    while wait(sendings, timeout=0.2).not_done:
        answer = town.get(f"/kontakt/?n={time.time_ns()}", **{"X-Forwarded-For": "203.0.113.9"})
        assert answer.status == 200
        yield answer.seconds


class _watching:
    """Notes, in megabytes, the peak of the largest process and of all together (PSS) while the block runs."""

    def __init__(self, pid: int):
        self.pid, self.largest, self.together, self.is_over = pid, 0.0, 0.0, threading.Event()

    def __enter__(self) -> "_watching":
        self.thread = threading.Thread(target=self._watch)
        self.thread.start()
        return self

    def __exit__(self, *exc_info):
        self.is_over.set()
        self.thread.join()

    def _watch(self) -> None:
        while not self.is_over.wait(0.1):
            pids = [self.pid, *_descendants(self.pid)]
            self.largest = max(self.largest, *(_number(pid, "status", "VmHWM") for pid in pids))
            self.together = max(self.together, sum(_number(pid, "smaps_rollup", "Pss") for pid in pids))


def _number(pid: int, file: str, name: str) -> float:
    """Megabytes; 0 when the process has just ended."""
    try:
        found = re.search(rf"^{name}:\s+(\d+)", Path(f"/proc/{pid}/{file}").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(found[1]) / 1024 if found else 0


def _descendants(pid: int) -> Iterator[int]:
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = thread.read_text().split()
        except OSError:
            continue
        for child in map(int, children):
            yield child
            yield from _descendants(child)
