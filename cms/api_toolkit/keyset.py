"""Keyset pagination: nothing is skipped or repeated while others publish, and the last page costs no more than the
first. Lists that are ranked per query have no key to continue from: their cursors are offsets.
"""

import base64
import binascii
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.request import QueryDict

from .problems import ApiError, invalid

LAST_OFFSET = 10_000


@dataclass(frozen=True)
class Order:
    """A sort order. `fields` as for `order_by`; the last one must be unique, none may be nullable."""

    name: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A page of the list, the count of all rows, and the cursor of the next page or None."""

    rows: list
    count: int
    cursor: str | None


def choose_order(orders: Iterable[Order], name: str | None) -> Order:
    """Return the order of this name, the first one for None. Raise ApiError if it is unknown."""
    by_name = {order.name: order for order in orders}
    if name is None:
        return next(iter(by_name.values()))
    if name not in by_name:
        raise invalid("query", "order", f"Unknown order. Allowed: {', '.join(by_name)}.")
    return by_name[name]


def part_of(rows: QuerySet, order: Order, cursor: str | None, limit: int) -> Part:
    """Return the page after the cursor, with two queries. Raise ApiError for a foreign cursor."""
    count = rows.order_by().count()
    if cursor:
        rows = rows.filter(_after(rows.model, order, _read(cursor, order)))
    found = list(rows.order_by(*order.fields)[: limit + 1])
    if len(found) <= limit:
        return Part(found, count, None)
    return Part(found[:limit], count, _write(order, found[limit - 1]))


def next_url(request: HttpRequest, cursor: str | None) -> str | None:
    """Return this request's address with the new cursor."""
    if cursor is None:
        return None
    query: QueryDict = request.GET.copy()
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def _after(model: type[models.Model], order: Order, values: list) -> Q:
    """(a > x) or (a = x and b > y) or …, with the directions of the order."""
    equal, branches = {}, []
    for field, value in zip(order.fields, _typed(model, order, values), strict=True):
        name = field.lstrip("-")
        beyond = "lt" if field.startswith("-") else "gt"
        branches.append(Q(**equal, **{f"{name}__{beyond}": value}))
        equal = equal | {name: value}
    return reduce(or_, branches)


def _typed(model: type[models.Model], order: Order, values: list) -> list:
    try:
        return [
            _field(model, field.lstrip("-")).to_python(value)
            for field, value in zip(order.fields, values, strict=True)
        ]
    except (ValidationError, ValueError, TypeError, OverflowError) as error:
        raise refused() from error


def _field(model: type[models.Model], name: str) -> models.Field:
    for part in name.split("__")[:-1]:
        model = model._meta.get_field(part).related_model
    try:
        return model._meta.get_field(name.split("__")[-1])
    except FieldDoesNotExist:
        # "pk" is an alias, not a field name.
        return model._meta.pk


def _write(order: Order, row: models.Model) -> str:
    values = [_value(row, field.lstrip("-")) for field in order.fields]
    return seal([order.name, *values])


def seal(values: list) -> str:
    """Encode numbers and strings as a cursor."""
    text = json.dumps(values, default=str, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def unseal(cursor: str) -> list:
    """Decode a cursor, which is untrusted input. Raise ApiError if it is invalid."""
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
        values = json.loads(text)
    except (binascii.Error, ValueError, TypeError, RecursionError) as error:
        raise refused() from error
    if not isinstance(values, list) or not all(map(_is_plain, values)):
        raise refused()
    return values


def _value(row, name: str):
    for part in name.split("__"):
        row = getattr(row, part)
    return row


def _read(cursor: str, order: Order) -> list:
    name, *values = unseal(cursor) or [None]
    if name != order.name or len(values) != len(order.fields):
        raise refused()
    return values


def _is_plain(value) -> bool:
    is_text = isinstance(value, str) and "\x00" not in value and len(value) <= 300
    is_number = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63
    return is_text or is_number


def refused() -> ApiError:
    return invalid("query", "cursor", "This cursor does not belong to this list. Begin without one.")


def read_offset(cursor: str | None) -> int:
    """Return the number of rows to skip. Raise ApiError for a foreign cursor."""
    if cursor is None:
        return 0
    match unseal(cursor):
        case ["offset", int(number)] if 0 <= number <= LAST_OFFSET:
            return number
    raise refused()


def offset_cursor(offset: int, count: int) -> str | None:
    """Return the cursor of the rows from `offset` on, None if there are none."""
    return seal(["offset", offset]) if offset < min(count, LAST_OFFSET) else None
