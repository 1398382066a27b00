"""Writes many dates at once. A year of weekly training is sixty rows, and an import brings thousands of trainings:
`bulk_create` would take five times as long, mostly for making models and for asking each field about each value.
"""

from collections.abc import Iterable

from django.db import connection

from ..models import Occurrence, PublicEvent
from .dates import Row

COLUMNS = ("event_id", "home_id", "is_special", *Row._fields)
MOMENTS = [Row._fields.index(name) for name in ("start", "end", "moved_to")]
NAMES = ", ".join(f'"{name}"' for name in COLUMNS)
PLACES = ", ".join(["%s"] * len(COLUMNS))
INSERT = f"INSERT INTO {Occurrence._meta.db_table} ({NAMES}) VALUES ({PLACES})"  # noqa: S608


def insert_dates(dates: Iterable[tuple[PublicEvent, list[Row]]]) -> None:
    """Insert the dates of these events."""
    adapt = connection.ops.adapt_datetimefield_value
    rows = [
        (event.pk, event.home_id, event.kind == PublicEvent.Kind.SPECIAL, *_adapted(row, adapt))
        for event, its_rows in dates
        for row in its_rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(INSERT, rows)


def _adapted(row: Row, adapt) -> list:
    values = list(row)
    for place in MOMENTS:
        values[place] = adapt(values[place])
    return values
