"""The benchmark works. These tests judge no times."""

import pytest

from bench import measures
from bench.installations import DATABASES, can_run, town_on
from cms.search.meaning import is_installed

from .support.inside import inside

pytestmark = [pytest.mark.services, pytest.mark.embedded]


def test_every_promise_is_measured():
    # One database is enough: the numbers are not judged, and both take the same way.
    database = next(each for each in DATABASES if can_run(each))
    with town_on(database) as installation, inside(installation) as process:
        # The benchmark starts a process per number; here one process and one round are enough.
        process.do("import bench.timing; bench.timing.MOST_ROUNDS = 1")
        installation.shell, installation.manage = process.printed_by, process.manage
        rows = [
            *(measures.meaning(installation, database, count=100) if is_installed() else ()),
            *measures.directory(installation, database, count=200),
            *measures.calendar(installation, database, entries=100),
            *measures.sending(installation, database, times=32),
            *measures.exports(installation, database),
            *measures.api(installation, database),
            *measures.inbox(installation, database, many=200),
            *measures.imports(installation, database, many=20),
        ]
    assert len(rows) == 30 + 4 * is_installed()
    assert all(row.value > 0 for row in rows if row.unit not in ("MB", "forms", "ms more"))
    assert {row.where for row in rows} == {database}
    assert all(row.is_kept for row in rows if row.unit in ("queries", "forms"))
