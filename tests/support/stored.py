"""Which tests of the run on SQLite are repeated on PostgreSQL, Redis and S3.

After `pytest -p tests.support.stored --repeat FILE` the file lists few tests that together send every kind of statement
that any test sends, and all that are about more than statements. `make test-services` repeats all.
"""

import re
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path

import pytest
from django.db import DatabaseError, connection

# About more than statements: what else services do, code of its own for PostgreSQL, and values that it may refuse.
WHOLE = re.compile(r"cms/(caching|jobs|mail|media|search)/|directory/tests/(search/|test_meanings)|.*hostile")
# They bring their own servers, or cost what a browser costs.
LEFT_OUT = ("browser", "services", "embedded")
# Tests that use or name these count queries, and the counts are the same on every database.
COUNTERS = {
    "queries_of",
    "django_assert_num_queries",
    "django_assert_max_num_queries",
    "CaptureQueriesContext",
}
LIST, ROWS, NUMBER = re.compile(r"%s(, %s)+"), re.compile(r"\(%s\)(, \(%s\))+"), re.compile(r"\d+")


def pytest_addoption(parser):
    parser.addoption("--repeat", metavar="FILE", help="write which tests to repeat on services")


def pytest_configure(config):
    config.pluginmanager.register(Notes(config))


class Notes:
    """What each test asked. Processes of xdist tell the one that distributes the tests."""

    def __init__(self, config):
        self.config = config
        self.asked: dict[str, list[str]] = {}
        self.needed: list[str] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        if not is_repeatable(item):
            return (yield)
        statements: set[str] = set()

        def note(execute, sql, *arguments):
            try:
                answer = execute(sql, *arguments)
            except DatabaseError as error:
                statements.add(kind_of(f"{sql} {type(error).__name__}"))
                raise
            statements.add(kind_of(sql))
            return answer

        with connection.execute_wrapper(note):
            result = yield
        self.asked[item.nodeid] = sorted(statements)
        return result

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_teardown(self, item):
        if is_repeatable(item) and needs_services(item):
            self.needed.append(item.nodeid)

    def pytest_sessionfinish(self):
        if hasattr(self.config, "workeroutput"):
            self.config.workeroutput["asked"] = [self.asked, self.needed]
        elif self.config.option.repeat:
            tests = chosen(self.asked, self.needed)
            Path(self.config.option.repeat).write_text("".join(f"{test}\n" for test in tests))

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node):
        asked, needed = getattr(node, "workeroutput", {}).get("asked", [{}, []])
        self.asked |= asked
        self.needed += needed


def is_repeatable(item: pytest.Item) -> bool:
    """It uses the database, and its result could differ on another one."""
    if any(map(item.get_closest_marker, LEFT_OUT)) or item.nodeid.startswith("demo/"):
        return False
    counts = COUNTERS & {*item.fixturenames, *item.function.__code__.co_names}
    return not counts and ("db" in item.fixturenames or item.get_closest_marker("django_db") is not None)


def needs_services(item: pytest.Item) -> bool:
    """It is about more than statements, or has stored a file."""
    if WHOLE.match(item.nodeid):
        return True
    # Without a folder it was skipped, or failed, before it began.
    folder = item.funcargs.get("tmp_path")
    return folder is not None and (folder / "media").exists()


def chosen(asked: dict[str, list[str]], needed: Iterable[str]) -> list[str]:
    """Return one variant of each needed test, then others until every statement is asked: those that ask most first."""
    first = {test.partition("[")[0]: test for test in sorted(needed, reverse=True)}
    tests = set(first.values())
    known = {statement for test in tests for statement in asked.get(test, ())}
    for test in sorted(asked, key=lambda test: (-len(asked[test]), test)):
        if not known.issuperset(asked[test]):
            tests.add(test)
            known.update(asked[test])
    return sorted(tests)


@cache
def kind_of(sql: str) -> str:
    """The same for all numbers of values."""
    text = NUMBER.sub("0", ROWS.sub("(%s)", LIST.sub("%s", sql)))
    return blake2b(text.encode(), digest_size=8).hexdigest()
