"""Tables for people: an empty one to fill in, and the result of the dry run, also for screen and terminal."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Site

from ..models import ImportRow, ImportRun
from .kinds import KINDS, TableKind

# Keys from an export or another system make no sense in an empty table.
LEFT_AWAY = {"public_id", "source_id"}


@dataclass(frozen=True)
class RowMessage:
    """A message. `column` is the header in the sheet; `pages` are (key, name)."""

    number: int
    column: str
    value: str
    text: str
    pages: tuple[tuple[int, str], ...] = ()

    @property
    def names(self) -> str:
        return ", ".join(f"„{name}“" for _key, name in self.pages)


def row_messages(run: ImportRun, rows: Iterable[ImportRow] | None = None) -> Iterator[RowMessage]:
    """Return the messages of the given rows, by default of all left out, in the order of the sheet."""
    if rows is None:
        rows = run.rows.filter(state__in=ImportRow.LEFT_OUT).iterator()
    fields = KINDS[run.kind].fields.by_name
    headers = {name: header for name, header in zip(run.mapping, run.headers, strict=True) if name}
    for row in rows:
        values = run.values_of(row)
        for message in row.messages:
            name = message["field"]
            column = headers.get(name) or str(fields[name].label)
            pages = tuple((key, title) for key, title in message.get("pages", ()))
            yield RowMessage(row.number, column, values.get(name, ""), message["text"], pages)


def report_headers() -> list[str]:
    return [_("Row"), _("Fault")]


def left_out_table(run: ImportRun) -> Iterator[list[str]]:
    """The left-out rows as in the sheet, with their problems beside them, to be corrected and uploaded again."""
    yield [*report_headers(), *run.headers]
    for row in run.rows.filter(state__in=ImportRow.LEFT_OUT).iterator():
        messages = [f"{each.column}: {each.text} {each.names}".strip() for each in row_messages(run, [row])]
        cells = row.cells[: len(run.headers)]
        yield [str(row.number), " ".join(messages), *cells]


def template_rows(kind: TableKind, town: Site | None) -> list[list[str]]:
    """Return headers, a row of hints and an example row. The reader skips both rows, see `is_of_template`."""
    fields = [field for field in kind.fields if field.name not in LEFT_AWAY]
    words = kind.examples(town)
    return [
        [f"{field.label} *" if field.is_needed else str(field.label) for field in fields],
        [str(field.help_text) for field in fields],
        [words.get(field.name, field.example) for field in fields],
    ]
