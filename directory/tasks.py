"""What the staff of the directory has to do: one list, fed by whoever has something for it.

    register(
        TaskKind(
            "proposals",
            label=_("Proposed changes"),
            hint=_("What keepers have changed; accept or reject it."),
            rows=lambda user: Proposal.objects.waiting().select_related("page"),
            to_task=lambda row: Task(row.page.title, reverse("proposal", args=[row.pk]), since=row.sent_at),
            order=20,
        )
    )

Call it where the app's `wagtail_hooks` see it. `rows` is lazy, oldest first, and only counted or sliced. Each row
has a `page`. Kinds with rows of one model share their order, and no row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from itertools import groupby
from operator import or_

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Case, IntegerField, Q, QuerySet, Subquery, Value, When

PERMISSION = "directory.change_stewardship"


@dataclass(frozen=True)
class Action:
    """A button of a task: a link, or with `value` a POST of `action=value` to the address (a lazy one will do)."""

    label: str
    url: str
    value: str = ""


@dataclass(frozen=True)
class Task:
    """One line: what it is about, where it is done, and since when it waits.

    `note` says in a sentence why it waits. The first action is the one that solves it.
    """

    label: str
    url: str
    since: date | datetime | None = None
    note: str = ""
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True)
class TaskKind:
    """One kind of task; shown to whoever has the permission. `hint` says what to do about it."""

    name: str
    label: str
    hint: str
    rows: Callable[[AbstractBaseUser], QuerySet]
    to_task: Callable[[object], Task]
    order: int = 100
    permission: str = PERMISSION
    # Buttons for all tasks of the kind together.
    together: tuple[Action, ...] = ()
    # What `to_task` reads of each row besides its page.
    prefetch: tuple[str, ...] = ()


@dataclass(frozen=True)
class Waiting:
    """How many tasks of a kind wait for one user."""

    kind: TaskKind
    rows: QuerySet
    count: int

    def tasks(self, wanted: slice) -> list[Task]:
        rows = self.rows.prefetch_related(*self.kind.prefetch)[wanted]
        return [self.kind.to_task(row) for row in rows]


_kinds: dict[str, TaskKind] = {}


def register(*kinds: TaskKind) -> None:
    _kinds.update({kind.name: kind for kind in kinds})


def find_kind(name: str, user) -> TaskKind | None:
    return next((kind for kind in kinds_for(user) if kind.name == name), None)


def kinds_for(user) -> list[TaskKind]:
    """The kinds that this user may deal with, in the order of the list."""
    permitted = (kind for kind in _kinds.values() if user.has_perm(kind.permission))
    return sorted(permitted, key=lambda kind: (kind.order, kind.name))


def waiting_for(user) -> list[Waiting]:
    """All kinds of this user with their numbers, also the empty ones. One query for all numbers."""
    kinds = kinds_for(user)
    rows = [kind.rows(user) for kind in kinds]
    return [Waiting(*each) for each in zip(kinds, rows, _counts(user, rows), strict=True)]


def waiting_in(request) -> list[Waiting]:
    """The same, asked once in a request: menu, start page and list show it."""
    if not hasattr(request, "directory_tasks"):
        request.directory_tasks = waiting_for(request.user)
    return request.directory_tasks


def first_tasks(waiting: list[Waiting], number: int) -> list[tuple[Waiting, list[Task]]]:
    """The first tasks of each kind in which there are any. One query for all kinds with rows of one model."""
    found = [each for each in waiting if each.count]
    by_kind = {each.kind.name: [] for each in found}
    for _model, group in groupby(sorted(found, key=_model_of), key=_model_of):
        for row in _first_rows(list(group), number):
            by_kind[row.kind_of_task].append(row)
    return [(each, [each.kind.to_task(row) for row in by_kind[each.kind.name]]) for each in found]


def _model_of(waiting: Waiting) -> str:
    return waiting.rows.model._meta.label


def _first_rows(group: list[Waiting], number: int) -> QuerySet:
    """All these rows have one order and one `select_related`; none belongs to two kinds."""
    firsts = {each.kind.name: Q(pk__in=each.rows[:number].values("pk")) for each in group}
    kind_of_task = Case(*(When(is_first, then=Value(name)) for name, is_first in firsts.items()))
    rows = group[0].rows.model._default_manager.filter(reduce(or_, firsts.values()))
    return (
        rows.annotate(kind_of_task=kind_of_task)
        .select_related("page")
        .prefetch_related(*{name for each in group for name in each.kind.prefetch})
        .order_by(*group[0].rows.query.order_by)
    )


def _counts(user, rows: list[QuerySet]) -> list[int]:
    if not rows:
        return []
    numbers = [RowCount(each) for each in rows]
    # Of a table with one row, so that each number is asked for once.
    found = get_user_model().objects.filter(pk=user.pk).values_list(*numbers).get()
    # Of rows that cannot be, because she may edit nothing, Django makes NULL.
    return [number or 0 for number in found]


class RowCount(Subquery):
    """How many rows a query has, as a value of another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
    # Of rows that nobody may see, the database is not asked.
    empty_result_set_value = 0

    def __init__(self, rows: QuerySet):
        super().__init__(rows.order_by().values("pk"))
