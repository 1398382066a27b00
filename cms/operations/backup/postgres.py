"""PostgreSQL: dumped with pg_dump, restored in one transaction.

`pg_restore` only converts the dump to SQL, which we send ourselves. psql would execute backslash commands in it, and
could not empty the database, fill it and compare the counts in the same transaction.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, connections

from .archive import BackupError
from .counting import FORGOTTEN, check_counts, own_tables, rows_per_table

NAME = "database.pgdump"
# Keeps tables and functions that belong to extensions.
EMPTY = """
DO $$ DECLARE thing text; BEGIN
FOR thing IN SELECT format('TABLE %I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'public'
    AND tableowner = current_user
UNION ALL SELECT format('FUNCTION %s', p.oid::regprocedure) FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
    AND pg_get_userbyid(proowner) = current_user
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
LOOP EXECUTE 'DROP ' || thing || ' CASCADE'; END LOOP; END $$
"""


def dump(target: Path) -> dict[str, int]:
    """Return how many rows the dump holds per table."""
    tables = own_tables()
    with _own_connection() as raw, raw.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        snapshot = _ask(cursor)("SELECT pg_export_snapshot()")
        without = [f"--exclude-table-data={table}" for table in FORGOTTEN]
        _run("pg_dump", "-Fc", "--no-owner", "--no-acl", f"--snapshot={snapshot}", *without, "-f", target)
        return rows_per_table(tables, _ask(cursor))


def check(dump: Path, counts: dict[str, int]) -> None:
    """Raise BackupError unless this machine's pg_restore can read the dump. `load` compares the counts."""
    _run("pg_restore", "--list", dump, needs_database=False)


def load(dump: Path, counts: dict[str, int]) -> None:
    with _own_connection() as raw, raw.transaction(), raw.cursor() as cursor:
        cursor.execute(EMPTY)
        with _sql_of(dump) as lines:
            _send(cursor, lines)
        cursor.execute("SET LOCAL search_path = public")
        check_counts(counts, _ask(cursor))


@contextmanager
def _own_connection():
    """A separate connection, so that session settings from the dump do not leak into Django's."""
    own = connections.create_connection(connection.alias)
    own.ensure_connection()
    try:
        yield own.connection
    finally:
        own.connection.close()


@contextmanager
def _sql_of(dump: Path) -> Iterator[Iterator[bytes]]:
    command = [_program("pg_restore"), "--no-owner", "--no-acl", "-f", "-", str(dump)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603
        yield iter(process.stdout)
        reason = process.stderr.read().decode(errors="replace").strip()
    if process.returncode:
        raise BackupError(f"The backup's database cannot be read: {reason}")


def _send(cursor, lines: Iterator[bytes]) -> None:
    """Execute pg_restore's output: statements, with the rows of a COPY in between."""
    statements: list[bytes] = []
    for line in lines:
        if line.startswith(b"COPY ") and line.rstrip().endswith(b" FROM stdin;"):
            _execute(cursor, statements)
            with cursor.copy(line.rstrip().removesuffix(b";")) as copy:
                for row in iter(lines.__next__, b"\\.\n"):
                    copy.write(row)
            statements = []
        elif not line.startswith(b"\\"):
            statements.append(line)
    _execute(cursor, statements)


def _execute(cursor, statements: list[bytes]) -> None:
    cursor.execute(b"".join(statements) or b"SELECT")


def _run(program: str, *arguments, needs_database: bool = True) -> None:
    named, env = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    command = [_program(program), *map(str, arguments), *(named[1:] if needs_database else [])]
    run = subprocess.run(  # noqa: S603
        command, env=os.environ | (env or {}), capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise BackupError(f"{program} failed: {run.stderr.strip()}")


def _program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        raise BackupError(f"{name} is missing: install PostgreSQL's client (Debian: postgresql-client).")
    return found


def _ask(cursor):
    def ask(query: str):
        cursor.execute(query)
        return cursor.fetchone()[0]

    return ask
