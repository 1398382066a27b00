"""Lists that are read on from the last row instead of from a number: nothing is left out or repeated while
others publish, and the thousandth part costs what the first one does."""

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


@dataclass(frozen=True)
class Order:
    """A way to arrange a list. `fields` are written as for `order_by`; the last one is unique, none is nullable."""

    name: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One part of a list: its rows, the number of all rows, and the cursor of the next part or None."""

    rows: list
    count: int
    cursor: str | None


def choose_order(orders: Iterable[Order], name: str | None) -> Order:
    """Return the order of this name, the first one for None. Raises ApiError."""
    by_name = {order.name: order for order in orders}
    if name is None:
        return next(iter(by_name.values()))
    if name not in by_name:
        raise invalid("query", "order", f"Unknown order. Allowed: {', '.join(by_name)}.")
    return by_name[name]


def part_of(rows: QuerySet, order: Order, cursor: str | None, limit: int) -> Part:
    """Return the part after the cursor, with two queries. Raises ApiError for a cursor of something else."""
    count = rows.order_by().count()
    if cursor:
        rows = rows.filter(_after(rows.model, order, _read(cursor, order)))
    found = list(rows.order_by(*order.fields)[: limit + 1])
    if len(found) <= limit:
        return Part(found, count, None)
    return Part(found[:limit], count, _write(order, found[limit - 1]))


def next_url(request: HttpRequest, cursor: str | None) -> str | None:
    """Return the address of the next part: this request's, with the new cursor."""
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
        # "pk"
        return model._meta.pk


def _write(order: Order, row: models.Model) -> str:
    values = [_value(row, field.lstrip("-")) for field in order.fields]
    return seal([order.name, *values])


def seal(values: list) -> str:
    """Return numbers and texts as a cursor."""
    text = json.dumps(values, default=str, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def unseal(cursor: str) -> list:
    """Return the numbers and texts of a cursor, which may be anybody's. Raises ApiError."""
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
