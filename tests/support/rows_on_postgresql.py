"""All rows of a PostgreSQL database, each as JSON that PostgreSQL writes and reads back."""

from functools import cache

from .rows import Difference, Rows

CHANGES = "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables"
HAS_WRITTEN = "SELECT txid_current_if_assigned() IS NOT NULL"
FLUSH, FLUSHES_SINCE = "SELECT pg_stat_force_next_flush()", 150000
# A number of changes that no transaction has.
NEVER = -1
# Without the full-text indexes, which triggers maintain.
TABLES = """
SELECT table_name, string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position)
FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND is_generated = 'NEVER'
    AND table_name NOT IN ('directory_search_rows', 'directory_opening_search_rows', 'home_page_search_rows',
        'events_search_rows')
GROUP BY table_name
"""
KEYS = """
SELECT relname, attname FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
WHERE indisprimary AND relnamespace = 'public'::regnamespace
"""


def changes_at_first(database) -> int:
    """Call it before a test has written: `changes` also counts what earlier transactions did within the last second."""
    if not database or database.closed:
        return 0
    if database.autocommit:
        # The test's transaction has not begun; the next one counts from zero.
        if database.info.server_version >= FLUSHES_SINCE:
            database.execute(FLUSH)
        return 0
    [has_written] = database.execute(HAS_WRITTEN).fetchone()
    return NEVER if has_written else changes(database)


def changes(database) -> int:
    """How many rows this transaction has written, including those rolled back; see above."""
    return database.execute(CHANGES).fetchone()[0]


def last_keys(_database) -> list[tuple]:
    """Sequences never go back, so a recorded key is never given again."""
    return []


def all_rows(database) -> Rows:
    rows: Rows = {}
    for table, key, row in database.execute(_ask_for_all(database)):
        rows.setdefault(table, {})[key] = row
    return rows


def write(difference: Difference, database) -> None:
    keys, columns = _keys(database), _columns(database)
    for table, gone in difference.gone.items():
        database.execute(f'DELETE FROM "{table}" WHERE "{keys[table]}"::text = ANY(%s)', [gone])
    for table, rows in difference.new.items():
        names = columns[table]
        database.execute(
            f'INSERT INTO "{table}" ({names}) OVERRIDING SYSTEM VALUE'
            f' SELECT {names} FROM json_populate_recordset(NULL::"{table}", %s::json)',
            [f"[{','.join(rows)}]"],
        )


@cache
def _ask_for_all(database) -> str:
    keys = _keys(database)
    return " UNION ALL ".join(
        f"""SELECT '{table}', "{keys[table]}"::text, row_to_json(each)::text"""
        f' FROM (SELECT {names} FROM "{table}") each'
        for table, names in _columns(database).items()
    )


@cache
def _columns(database) -> dict[str, str]:
    return dict(database.execute(TABLES).fetchall())


@cache
def _keys(database) -> dict[str, str]:
    return dict(database.execute(KEYS).fetchall())
