"""What the staff of the directory has to do: one list, fed by whoever has something for it.

    register(
        TaskKind(
            "proposals",
            label=_("Proposed changes"),
            hint=_("What keepers have changed; accept or reject it."),
            rows=lambda user: Proposal.objects.waiting().order_by("sent_at"),
            to_task=lambda row: Task(row.page.title, reverse("proposal", args=[row.pk]), since=row.sent_at),
            order=20,
        )
    )

Call it where the app's `wagtail_hooks` see it. `rows` is lazy, oldest first, and only counted or sliced.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet

PERMISSION = "directory.change_stewardship"


@dataclass(frozen=True)
class Action:
    """A button of a task: a link, or with `name` a POST of `name=value` to the address."""

    label: str
    url: str
    icon: str = ""
    name: str = ""
    value: str = ""


@dataclass(frozen=True)
class Task:
    """One line: what it is about, where it is done, and since when it waits.

    `page` is the entry, if there is one. `note` says in a few words what is known.
    """

    label: str
    url: str
    since: date | datetime | None = None
    page: object | None = None
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


@dataclass(frozen=True)
class Waiting:
    """How many tasks of a kind wait for one user."""

    kind: TaskKind
    rows: QuerySet
    count: int

    def first(self, number: int) -> list[Task]:
        """The oldest ones."""
        return [self.kind.to_task(row) for row in self.rows[:number]] if self.count else []


_kinds: dict[str, TaskKind] = {}


def register(*kinds: TaskKind) -> None:
    _kinds.update({kind.name: kind for kind in kinds})


def kinds_for(user) -> list[TaskKind]:
    """The kinds that this user may deal with, in the order of the list."""
    permitted = (kind for kind in _kinds.values() if user.has_perm(kind.permission))
    return sorted(permitted, key=lambda kind: (kind.order, kind.name))


def waiting_for(user) -> list[Waiting]:
    """All kinds of this user with their numbers, also the empty ones. One query per kind."""
    found = ((kind, kind.rows(user)) for kind in kinds_for(user))
    return [Waiting(kind, rows, rows.count()) for kind, rows in found]


def count_for(user) -> int:
    return sum(waiting.count for waiting in waiting_for(user))
