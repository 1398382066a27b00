"""The keys of many rows as one value of the database: a tenth of the time that a row for each would take."""

import sys
from array import array
from collections.abc import Callable, Sequence
from sys import maxsize

from django.db.models import Aggregate, Q, QuerySet, TextField


def from_bytes(value: bytes | None) -> Sequence[int]:
    """Read what PostgreSQL's `int8send` writes, one key after the other."""
    keys = array("q", value or b"")
    if sys.byteorder == "little":
        keys.byteswap()
    return keys


def from_text(value: str | None) -> Sequence[int]:
    """Read keys with commas between them."""
    return array("q", map(int, value.split(","))) if value else array("q")


class Keys(Aggregate):
    """All keys of a group, in the order in which the rows come."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler, connection, **context):
        keys = self.copy()
        keys.template = "STRING_AGG(INT8SEND(%(expressions)s), '')"
        return keys.as_sql(compiler, connection, **context)

    def get_db_converters(self, connection) -> list[Callable]:
        read = from_bytes if connection.vendor == "postgresql" else from_text
        return [lambda value, _expression, _connection: read(value)]


def ordered_keys(rows: QuerySet, **conditions: Q) -> dict[str, Sequence[int]]:
    """Return the keys of the rows in their order: `every`, and those of each condition. One query."""
    some = {name: Keys("pk", filter=condition) for name, condition in conditions.items()}
    # Only a part of something keeps its order when it is counted up.
    found = rows[:maxsize].aggregate(every=Keys("pk"), **some)
    # Where no row can be, the database is not even asked.
    return {name: keys or () for name, keys in found.items()}
