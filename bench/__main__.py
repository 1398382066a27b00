"""`python -m bench [--count 100000]`: measure, print a line per promise, exit with 1 if one was broken."""

import argparse
import os
import sys
from collections.abc import Iterator

from cms.search.meaning import is_installed

from . import measures
from .files import files
from .goals import Row, report
from .installations import DATABASES, can_run, town_on
from .production import production
from .serving import serving


def measure(count: int) -> Iterator[Row]:
    for database in DATABASES:
        if not can_run(database):
            print(f"Left out: {database} is not installed")
            continue
        with town_on(database) as installation:
            if is_installed():
                yield from measures.meaning(installation, database, min(measures.ENTRIES_WITH_MEANING, count))
            yield from measures.directory(installation, database, count)
            yield from measures.calendar(installation, database, min(measures.DATED, count))
            yield from measures.sending(installation, database)
            yield from serving(installation, database)
            yield from measures.exports(installation, database)
            yield from measures.api(installation, database)
            yield from measures.inbox(installation, database, min(measures.SUBMISSIONS, count))
            yield from measures.imports(installation, database, min(measures.ROWS, count))
    yield from measures.starts()
    if can_run("PostgreSQL"):
        yield from production()
    yield from files()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="entries of the directory")
    count = parser.parse_args().count
    if count < 100:
        parser.error("--count is 100 or more")
    print(
        f"{count} entries, medians. Load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n"
    )
    rows = []
    for row in measure(count):
        print(row, flush=True)
        rows.append(row)
    return report(rows)


sys.exit(main())
