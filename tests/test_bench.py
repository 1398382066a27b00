"""The measuring works, so that it can be believed on the day it is needed. No time is judged here."""

import pytest

from bench import measures
from bench.installations import can_run, town_on

from .support.inside import inside

pytestmark = [pytest.mark.services, pytest.mark.embedded]


@pytest.mark.parametrize("database", ["SQLite", "PostgreSQL"])
def test_every_promise_is_measured(database):
    if not can_run(database):
        pytest.skip(f"{database} is not installed")
    with town_on(database) as installation, inside(installation) as process:
        # Whoever measures starts a process for each number; here one is enough, and one round.
        process.do("import bench.timing; bench.timing.MOST_ROUNDS = 1")
        installation.shell, installation.manage = process.printed_by, process.manage
        rows = [
            *measures.directory(installation, database, count=200),
            *measures.sending(installation, database, times=32),
            *measures.exports(installation, database),
            *measures.api(installation, database),
            *measures.inbox(installation, database, many=200),
            *measures.imports(installation, database, many=20),
        ]
    assert len(rows) == 20
    assert all(row.value > 0 for row in rows if row.unit not in ("MB", "forms"))
    assert {row.where for row in rows} == {database}
    assert all(row.is_kept for row in rows if row.unit in ("queries", "forms"))
