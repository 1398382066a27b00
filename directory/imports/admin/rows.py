"""The rows of a table in pages, only some of them."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ...models import ImportRow, ImportRun
from ..report import Told, told_rows

PER_PAGE = 50
State = ImportRow.State
PROBLEMS = "probleme"


@dataclass(frozen=True)
class Choice:
    """A filter of the list: its word in the address, its label, how many rows it leaves."""

    name: str
    label: str
    count: int


@dataclass(frozen=True)
class ListedRow:
    """A row as the list shows it. `may_take` and `may_leave` are what can be decided about it."""

    row: ImportRow
    name: str
    told: list[Told]
    may_take: bool
    may_leave: bool

    @property
    def pages(self) -> list[tuple[int, str]]:
        return [page for told in self.told for page in told.pages]


class RowList:
    """What the address asks for; by default the rows with problems, if there are any."""

    def __init__(self, run: ImportRun, counts: dict[str, int], data):
        self.run = run
        self.choices = _choices(run, counts)
        wanted = [choice for choice in self.choices if choice.name == data.get("zeilen")]
        self.chosen = (wanted or self.choices or [None])[0]
        self.page: Page = Paginator(self._rows(), PER_PAGE).get_page(data.get("seite"))

    @property
    def listed(self) -> list[ListedRow]:
        told: dict[int, list[Told]] = {}
        for each in told_rows(self.run, self.page.object_list):
            told.setdefault(each.number, []).append(each)
        return [self._listed(row, told.get(row.number, [])) for row in self.page.object_list]

    def _rows(self) -> QuerySet[ImportRow]:
        rows = self.run.rows.select_related("page")
        if self.chosen is None or self.chosen.name == "alle":
            return rows
        if self.chosen.name == PROBLEMS:
            return rows.filter(pk__in=with_problems(self.run).values("pk"))
        return rows.filter(state=self.chosen.name)

    def _listed(self, row: ImportRow, told: list[Told]) -> ListedRow:
        name = self.run.values_of(row).get("title", "") or (row.page.title if row.page else "")
        is_open = self.run.status == ImportRun.Status.CHECKED
        return ListedRow(
            row,
            name,
            told,
            may_take=is_open and row.state == State.ALIKE,
            may_leave=is_open and row.state == State.READY and bool(row.messages),
        )


def with_problems(run: ImportRun) -> QuerySet[ImportRow]:
    """What is left out, and what is imported although it resembles an entry."""
    overruled = run.rows.filter(state=State.READY).exclude(messages=[])
    return run.rows.filter(state__in=ImportRow.LEFT_OUT) | overruled


def _choices(run: ImportRun, counts: dict[str, int]) -> list[Choice]:
    problems = with_problems(run).count()
    states = [Choice(state, State(state).label, count) for state, count in counts.items() if count]
    if run.is_begun:
        # What came of it first.
        return sorted(states, key=lambda choice: choice.name in ImportRow.LEFT_OUT)
    first = [Choice(PROBLEMS, _("Rows with problems"), problems)] if problems else []
    return [*first, *states, Choice("alle", _("All rows"), sum(counts.values()))]
