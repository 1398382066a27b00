"""What is measured, and the promised limits."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.support.form_sender import open_form, send_as_many
from tests.support.installation import Installation
from tests.support.site import FIRST_START, copy_of_demo, running_site

from .goals import Row
from .installations import probe

# Milliseconds for category + district + text + facets + total, and for text alone.
MIXED = {"SQLite": 20, "PostgreSQL": 10}
TEXT = {"SQLite": 30, "PostgreSQL": 25}
# What must hold together for one offer, with text and facets.
ONE_OFFER = {"SQLite": 30, "PostgreSQL": 20}
LIST = "from bench.probes.directory_list import main; main()"
EXPORTS = "from bench.probes.exports import main; main()"
API = "from bench.probes.api import main; main()"
MEANING = "from bench.probes.meaning import main; main()"
CALENDAR = "from bench.probes.calendar import main; main({entries})"
ANNOUNCING = "from bench.probes.announcing import main; main()"
FILL = "from bench.probes.town import fill; fill({count})"
INBOX = "from bench.probes.inbox import main; main({many})"
IMPORTS = "from bench.probes.imports import main; main({many})"
SUBMISSIONS = 10_000
# What a large town has; with more than 20,000 the search by meaning is silent.
ENTRIES_WITH_MEANING = 3_000
# The rows of a large town's list.
ROWS = 2_000
# A weekend with three filters and counts.
WEEKEND = {"SQLite": 40, "PostgreSQL": 30}
# With 6,000 offers and 350,000 dates.
DATED = 3_900


def directory(installation: Installation, database: str, count: int) -> Iterator[Row]:
    """Measures with a tenth of the entries, then with all."""
    _fill(installation, count // 10)
    few = probe(installation, LIST)
    rate = _fill(installation, count)
    many = probe(installation, LIST)
    yield Row("list: category + district + text + facets + total", database, many["mixed"], MIXED[database])
    what = f"list: weekday + age + cost + text, {many['offers']} offers"
    yield Row(what, database, many["of_one_offer"], ONE_OFFER[database])
    yield Row("list: text alone, facets, total", database, many["text"], TEXT[database])
    yield Row("list: ten times the entries cost", database, _most(few, many), 10, "times")
    yield Row("list: without filters, first page", database, many["plain"], TEXT[database])
    yield Row("list: the last pages", database, many["deep"], TEXT[database])
    yield Row("list: the first one after a change", database, many["changed"], 1000)
    yield Row("list of calls: category + district + text", database, many["calls_mixed"], MIXED[database])
    yield Row("list: queries of a whole answer", database, many["queries"], 8, "queries")
    yield Row("sample entries, without dates", database, rate, 50, "rows/s", at_least=True)


def calendar(installation: Installation, database: str, entries: int = DATED) -> Iterator[Row]:
    """Only so many of the entries have dates: with all of them there would be millions."""
    found = probe(installation, CALENDAR.format(entries=entries))
    yield Row(
        f"calendar: weekend + three filters, {found['dates']} dates",
        database,
        found["weekend"],
        WEEKEND[database],
    )
    yield Row("calendar: weekend + text", database, found["text"], WEEKEND[database])
    yield Row("calendar: month", database, found["month"], 60)
    yield Row("calendar: month + three filters", database, found["filtered_month"], 60)
    yield Row("calendar: two weeks without filters", database, found["usual"], 100)
    yield Row("calendar: the first one after a change", database, found["changed"], 1000)
    yield Row("calendar: queries of a whole page", database, found["queries"], 8, "queries")
    written = probe(installation, ANNOUNCING)
    yield Row("publish: four weekly offers against none", database, written["more"], 150, "ms more")
    yield Row("a club's calendar of 500 dates is read", database, written["feed"], 5, "s")


def meaning(installation: Installation, database: str, count: int = ENTRIES_WITH_MEANING) -> Iterator[Row]:
    """The step after all others. Measured before the directory is filled with more."""
    _fill(installation, count)
    numbers = probe(installation, MEANING)
    what = f"search by meaning: its step, {numbers['entries']} entries"
    yield Row(what, database, numbers["step"], 60)
    yield Row("search by meaning: the first one after a change", database, numbers["changed"], 200)
    yield Row("search by meaning: a new entry, in the worker", database, numbers["entry"], 50)
    yield Row("search by meaning: memory of a process", database, numbers["megabytes"], 150, "MB")


def exports(installation: Installation, database: str) -> Iterator[Row]:
    for extension, grown in probe(installation, EXPORTS).items():
        yield Row(f"export of all entries as {extension}: memory", database, grown["megabytes"], 100, "MB")


def api(installation: Installation, database: str) -> Iterator[Row]:
    """Compared with Wagtail's API v2: without a cache, with ours, and after a change."""
    numbers = probe(installation, API)

    def against(what: str, value: float, limit: float) -> Row:
        return Row(f"API: {what}", database, value, limit, "times", at_least=True)

    yield against("20 full organisations against Wagtail's", numbers["times"], 8)
    yield against("the same, kept from the last request", numbers["kept"], 8)
    yield against("a page by its path against Wagtail's", numbers["page_times"], 1.5)
    yield Row("API: the first list after a change", database, numbers["changed"], 1000)


def inbox(installation: Installation, database: str, many: int = SUBMISSIONS) -> Iterator[Row]:
    times = probe(installation, INBOX.format(many=many))
    yield Row("inbox: 10,000 submissions against 100", database, times["worst"], 2, "times")


def imports(installation: Installation, database: str, many: int = ROWS) -> Iterator[Row]:
    """Import into the full directory, since the check compares each row with existing entries."""
    rates = probe(installation, IMPORTS.format(many=many))
    yield Row(
        "import: entries made after the check", database, rates["imported"], 200, "rows/s", at_least=True
    )


def sending(installation: Installation, database: str, times: int = 160) -> Iterator[Row]:
    """Sixteen clients submit the contact form concurrently; compares the 99th percentile with the median."""
    installation.env["TRUSTED_PROXY_HEADER"] = "X-Forwarded-For"
    with installation.site() as site:
        answers = send_as_many(open_form(site), 16, times)
    seconds = sorted(seconds for status, _url, seconds in answers if status == 303)
    slow = seconds[round(len(seconds) * 0.99) - 1]
    yield Row("form: sixteen send at once, the slowest (p99)", database, slow / median(seconds), 10, "times")
    yield Row("form: of them lost", database, times - len(seconds), 0, "forms")


def starts() -> Iterator[Row]:
    """Time from the command to the first page: first start, and later starts."""
    with tempfile.TemporaryDirectory(prefix="engagierte-stadt-bench-") as name:
        data = copy_of_demo(Path(name), Path(name) / "data")
        first = float((data / FIRST_START).read_text())
        again = []
        for _start in range(3):
            with running_site(data) as site:
                again.append(site.seconds_to_start)
    # The promise is two minutes, which include installing the packages.
    yield Row("first start with the demonstration until the first page", "SQLite", first, 60, "s")
    yield Row("second start until the first page, best of three", "SQLite", min(again), 5, "s")


def _fill(installation: Installation, count: int) -> float:
    """Return how many rows were added per second."""
    begin = time.perf_counter()
    added = probe(installation, FILL.format(count=count))["added"]
    return added / (time.perf_counter() - begin)


def _most(few: dict, many: dict) -> float:
    return max(many[name] / few[name] for name in ("mixed", "text", "plain"))
