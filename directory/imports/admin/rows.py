"""A filtered, paginated list of a table's rows."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from directory.models import ImportRow, ImportRun

from ..kinds import Made
from ..running import kind_of
from ..tables import RowMessage, row_messages

PER_PAGE = 50
State = ImportRow.State
PROBLEMS = "probleme"


@dataclass(frozen=True)
class Choice:
    """A filter of the list: its query value, label and number of rows."""

    name: str
    label: str
    count: int


@dataclass(frozen=True)
class ListedRow:
    """`may_take` and `may_leave` say which decisions about the row are possible."""

    row: ImportRow
    name: str
    messages: list[RowMessage]
    made: Made | None
    may_take: bool
    may_leave: bool

    @property
    def pages(self) -> list[tuple[int, str]]:
        return [page for message in self.messages for page in message.pages]


class RowList:
    """What the query string selects; by default the rows with problems, if any."""

    def __init__(self, run: ImportRun, counts: dict[str, int], data):
        self.run = run
        self.choices = _choices(run, counts)
        wanted = [choice for choice in self.choices if choice.name == data.get("zeilen")]
        self.chosen = (wanted or self.choices or [None])[0]
        self.page: Page = Paginator(self._rows(), PER_PAGE).get_page(data.get("seite"))

    @property
    def listed(self) -> list[ListedRow]:
        rows = list(self.page.object_list)
        messages: dict[int, list[RowMessage]] = {}
        for each in row_messages(self.run, rows):
            messages.setdefault(each.number, []).append(each)
        made = kind_of(self.run).made(rows)
        return [self._listed(row, messages.get(row.number, []), made.get(row.number)) for row in rows]

    def _rows(self) -> QuerySet[ImportRow]:
        rows = self.run.rows.select_related("page")
        if self.chosen is None or self.chosen.name == "alle":
            return rows
        if self.chosen.name == PROBLEMS:
            return rows.filter(pk__in=with_problems(self.run).values("pk"))
        return rows.filter(state=self.chosen.name)

    def _listed(self, row: ImportRow, messages: list[RowMessage], made: Made | None) -> ListedRow:
        name = self.run.values_of(row).get("title", "") or (made.title if made else "")
        return ListedRow(row, name, messages, made, **decisions_about(row, self.run))


def decisions_about(row: ImportRow, run: ImportRun) -> dict[str, bool]:
    is_open = run.status == ImportRun.Status.CHECKED
    return {
        "may_take": is_open and row.state == State.ALIKE,
        "may_leave": is_open and row.state == State.READY and bool(row.messages),
    }


def with_problems(run: ImportRun) -> QuerySet[ImportRow]:
    """Rows that are left out, and rows that are imported although they resemble an entry."""
    overruled = run.rows.filter(state=State.READY).exclude(messages=[])
    return run.rows.filter(state__in=ImportRow.LEFT_OUT) | overruled


def _choices(run: ImportRun, counts: dict[str, int]) -> list[Choice]:
    problems = with_problems(run).count()
    states = [Choice(state, State(state).label, count) for state, count in counts.items() if count]
    if run.is_begun:
        # The outcome comes first.
        return sorted(states, key=lambda choice: choice.name in ImportRow.LEFT_OUT)
    first = [Choice(PROBLEMS, _("Rows with problems"), problems)] if problems else []
    return [*first, *states, Choice("alle", _("All rows"), sum(counts.values()))]
