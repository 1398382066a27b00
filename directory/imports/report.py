"""What the dry run found, as people read it: on the screen, in a file, in the terminal."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..models import ImportRow, ImportRun
from .fields import BY_NAME


@dataclass(frozen=True)
class Told:
    """One message. `column` is what stands above the column in the sheet; `pages` are (key, name)."""

    number: int
    column: str
    value: str
    text: str
    pages: tuple[tuple[int, str], ...] = ()

    @property
    def names(self) -> str:
        return ", ".join(f"„{name}“" for _key, name in self.pages)


def told_rows(run: ImportRun, rows: Iterable[ImportRow] | None = None) -> Iterator[Told]:
    """Return the messages of these rows, or of all, in the order of the sheet."""
    if rows is None:
        rows = run.rows.filter(state__in=ImportRow.LEFT_OUT).iterator()
    headers = {name: header for name, header in zip(run.mapping, run.headers, strict=True) if name}
    for row in rows:
        values = run.values_of(row)
        for message in row.messages:
            name = message["field"]
            column = headers.get(name) or str(BY_NAME[name].label)
            pages = tuple((key, title) for key, title in message.get("pages", ()))
            yield Told(row.number, column, values.get(name, ""), message["text"], pages)


def report_headers() -> list[str]:
    return [_("Row"), _("Fault")]


def left_out_table(run: ImportRun) -> Iterator[list[str]]:
    """The rows that are not imported, as they stand in the sheet, with what is wrong beside: to mend and upload."""
    yield [*report_headers(), *run.headers]
    for row in run.rows.filter(state__in=ImportRow.LEFT_OUT).iterator():
        messages = [f"{told.column}: {told.text} {told.names}".strip() for told in told_rows(run, [row])]
        cells = row.cells[: len(run.headers)]
        yield [str(row.number), " ".join(messages), *cells]
