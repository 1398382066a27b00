"""What the staff of the directory has to do: the sources of to-do items that can list their rows, too.

    hooks.register(
        HOOK,
        TaskKind(
            "proposals",
            label=_("Proposed changes"),
            hint=_("What maintainers have changed; accept or reject it."),
            rows=lambda user: Proposal.objects.waiting().select_related("page"),
            to_task=lambda row: Task(row.page.title, reverse("proposal", args=[row.pk]), since=row.sent_at),
            order=20,
        ),
    )

`rows` is lazy, oldest first, and only counted or sliced. Each row has a `page`. Kinds with rows of one model share
their order, and no row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from itertools import groupby
from operator import or_

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Case, Q, QuerySet, Value, When
from django.urls import reverse
from wagtail import hooks

from cms.common.todo_items import HOOK, TodoItem, items_of

PERMISSION = "directory.change_maintainership"


@dataclass(frozen=True)
class Action:
    """A button of a task: a link, or with `value` a POST of `action=value` to the address (a lazy one will do)."""

    label: str
    url: str
    value: str = ""


@dataclass(frozen=True)
class Task:
    """One line: its subject, where to handle it, and since when it waits.

    `note` is a sentence on why it waits. The first action is the one that resolves it.
    """

    label: str
    url: str
    since: date | datetime | None = None
    note: str = ""
    actions: tuple[Action, ...] = ()


# Each kind is itself alone: names and labels need not tell one from another.
@dataclass(frozen=True, eq=False)
class TaskKind:
    """A kind of task, visible to users with the permission. `hint` says what to do."""

    name: str
    label: str
    hint: str
    rows: Callable[[AbstractBaseUser], QuerySet]
    to_task: Callable[[object], Task]
    order: int = 100
    permission: str = PERMISSION
    # Buttons for all tasks of the kind together.
    together: tuple[Action, ...] = ()
    # Attributes of each row that `to_task` reads, besides its page.
    prefetch: tuple[str, ...] = ()

    do_not_call_in_templates = True

    def __call__(self, request) -> list["Waiting"]:
        if not request.user.has_perm(self.permission):
            return []
        url = f"{reverse('directory_tasks')}?kind={self.name}"
        rows = self.rows(request.user)
        return [Waiting(self.label, url=url, icon="tasks", order=self.order, rows=rows, kind=self)]


@dataclass(frozen=True)
class Waiting(TodoItem):
    """How many tasks of a kind wait for one user."""

    kind: TaskKind | None = None

    def tasks(self, wanted: slice) -> list[Task]:
        rows = self.rows.prefetch_related(*self.kind.prefetch)[wanted]
        return [self.kind.to_task(row) for row in rows]


def kinds_for(user) -> list[TaskKind]:
    """The kinds that this user may deal with, in the order of the list."""
    kinds = (source for source in hooks.get_hooks(HOOK) if isinstance(source, TaskKind))
    permitted = (kind for kind in kinds if user.has_perm(kind.permission))
    return sorted(permitted, key=lambda kind: (kind.order, kind.name))


def find_kind(name: str, user) -> TaskKind | None:
    return next((kind for kind in kinds_for(user) if kind.name == name), None)


def waiting_in(request) -> list[Waiting]:
    """All kinds of this user with their numbers, also the empty ones."""
    return items_of(kinds_for(request.user), request)


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
