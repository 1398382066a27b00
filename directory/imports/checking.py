"""The dry run: records each row's problems, or the existing entry that it probably duplicates."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from cms.towns.scope import town_of

from ..models import ImportRow, ImportRun
from .building import Building
from .matching import Known, Seen, traces_of_row
from .words import Words

CHUNK = 200
State = ImportRow.State
Message = dict[str, object]


class Verdict(NamedTuple):
    """About a row; `understood` is what the clerk should see of it."""

    state: str
    messages: list[Message]
    understood: str = ""


class Checking:
    """Checks rows in chunks. A kind of table says by `judge` what is wrong with a row."""

    def __init__(self, run: ImportRun):
        self.seen = Seen(run, self.traces)

    def traces(self, values: dict[str, str]) -> tuple[str, ...]:
        """What must be unique in a sheet."""
        raise NotImplementedError

    def judge(self, values: dict[str, str]) -> Verdict:
        raise NotImplementedError

    def some(self, run: ImportRun) -> ImportRun.Status | None:
        rows = list(run.rows.filter(state=State.NEW)[:CHUNK])
        if not rows:
            return ImportRun.Status.CHECKED
        for row in rows:
            # After a decision, only some rows are checked again.
            self.seen.catch_up(row.number)
            values = run.values_of(row)
            row.state, row.messages, row.understood = self.judge(values)
            self.seen.remember(row.number, *self.traces(values))
        plain = [row for row in rows if row.state == State.READY and not row.understood]
        run.rows.filter(pk__in=[row.pk for row in plain]).update(
            state=State.READY, messages=[], understood=""
        )
        others = [row for row in rows if row.state != State.READY or row.understood]
        ImportRow.objects.bulk_update(others, ["state", "messages", "understood"])
        return None

    def doubled(self, field: str, trace: str) -> list[Message]:
        earlier = trace and self.seen.before(trace)
        return [message_for(field, _("Is in row %(row)d already.") % {"row": earlier})] if earlier else []


class EntryChecking(Checking):
    """The directory is read only once."""

    def __init__(self, run: ImportRun):
        super().__init__(run)
        town = town_of(run.directory)
        self.words, self.known = Words(town), Known(run.source, town)

    def traces(self, values: dict[str, str]) -> tuple[str, ...]:
        return tuple(filter(None, traces_of_row(values)))

    def judge(self, values: dict[str, str]) -> Verdict:
        built = Building(values, self.words)
        name, key = traces_of_row(values)
        faults = [message_for(field, text) for field, text in built.faults] + self.doubled("source_id", key)
        if known := self._known(values):
            return Verdict(State.KNOWN, known)
        if faults:
            return Verdict(State.FAULTY, faults)
        alike = self.doubled("title", name) or self._alike(built)
        return Verdict(State.ALIKE if alike else State.READY, alike)

    def _known(self, values: dict[str, str]) -> list[Message]:
        """Rows imported before are never imported again, since people may have edited the entry."""
        if page := self.known.of_source(values.get("source_id", "")):
            return [message_for("source_id", _("Has been imported from this source before."), [page])]
        if page := self.known.of_key(values.get("public_id", "")):
            return [message_for("public_id", _("This entry is in the directory."), [page])]
        return []

    def _alike(self, built: Building) -> list[Message]:
        found = self.known.likely(built.page)
        return [message_for("title", _("Looks like an entry that is there:"), found)] if found else []


def message_for(field: str, text: str, pages: list | tuple = ()) -> Message:
    """Return a message in the stored format; `pages` are pairs of key and name."""
    message: Message = {"field": field, "text": text}
    return message | {"pages": [list(each) for each in pages]} if pages else message
