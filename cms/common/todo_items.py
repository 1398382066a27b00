"""Work that waits for staff: one list, for the admin's start page and for the to-do screens of apps.

A source takes the request and returns the items that its user may see. Apps contribute theirs through the hook
`HOOK`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.db.models import IntegerField, QuerySet, Subquery

HOOK = "register_todo_items"


@dataclass(frozen=True)
class TodoItem:
    """One line of the list: how many, and where to handle them.

    With `rows` instead of `count`, all that is shown together is counted in one query. The work of editors has
    a lower `order` than the operation of the site.
    """

    label: str
    count: int = 0
    url: str = ""
    icon: str = "warning"
    order: int = 100
    rows: QuerySet | None = None


def items_of(sources: Iterable[Callable[..., list[TodoItem]]], request) -> list[TodoItem]:
    """Return the items of these sources, also the empty ones. Each source is asked once in a request."""
    sources, known = list(sources), request.__dict__.setdefault("todo_items", {})
    new = [(source, item) for source in sources if source not in known for item in source(request)]
    known |= {source: [] for source in sources if source not in known}
    numbers = iter(_counts(request.user, [item.rows for _source, item in new if item.rows is not None]))
    for source, item in new:
        known[source].append(item if item.rows is None else replace(item, count=next(numbers)))
    return [item for source in sources for item in known[source]]


def _counts(user, rows: list[QuerySet]) -> list[int]:
    if not rows:
        return []
    # From a table with one row, so that each count is selected once.
    table = user._meta.model._default_manager.filter(pk=user.pk)
    # For impossible conditions, such as no editable pages, Django selects NULL.
    return [number or 0 for number in table.values_list(*map(RowCount, rows)).get()]


class RowCount(Subquery):
    """How many rows a query has, as a value of another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
    # Kinds that the user may not see need no query.
    empty_result_set_value = 0

    def __init__(self, rows: QuerySet):
        super().__init__(rows.order_by().values("pk"))
