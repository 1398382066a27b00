"""The dry run: records each row's problems, or the existing entry that it probably duplicates."""

from django.utils.translation import gettext as _

from cms.towns.scope import town_of

from ..models import ImportRow, ImportRun
from .building import Building
from .matching import Known, Seen, traces_of_row
from .words import Words

CHUNK = 200
State = ImportRow.State
Message = dict[str, object]


class Checking:
    """Checks rows in chunks; the directory is read only once."""

    def __init__(self, run: ImportRun):
        town = town_of(run.directory)
        self.words, self.known, self.seen = Words(town), Known(run.source, town), Seen(run)

    def some(self, run: ImportRun) -> ImportRun.Status | None:
        rows = list(run.rows.filter(state=State.NEW)[:CHUNK])
        if not rows:
            return ImportRun.Status.CHECKED
        self.seen.catch_up(rows[0].number)
        for row in rows:
            self._check(row, run.values_of(row))
        sound = [row.pk for row in rows if row.state == State.READY]
        run.rows.filter(pk__in=sound).update(state=State.READY, messages=[])
        others = [row for row in rows if row.state != State.READY]
        ImportRow.objects.bulk_update(others, ["state", "messages"])
        return None

    def _check(self, row: ImportRow, values: dict[str, str]) -> None:
        built = Building(values, self.words)
        name, key = traces_of_row(values)
        faults = [message_for(field, text) for field, text in built.faults] + self._doubled("source_id", key)
        known, alike = self._known(values), []
        if not faults and not known:
            alike = self._doubled("title", name) or self._alike(built)
        self.seen.remember(row.number, *filter(None, (name, key)))
        row.messages = known or faults or alike
        row.state = (
            (known and State.KNOWN) or (faults and State.FAULTY) or (alike and State.ALIKE) or State.READY
        )

    def _known(self, values: dict[str, str]) -> list[Message]:
        """Rows imported before are never imported again, since people may have edited the entry."""
        if page := self.known.of_source(values.get("source_id", "")):
            return [message_for("source_id", _("Has been imported from this source before."), [page])]
        if page := self.known.of_key(values.get("public_id", "")):
            return [message_for("public_id", _("This entry is in the directory."), [page])]
        return []

    def _doubled(self, field: str, trace: str) -> list[Message]:
        earlier = trace and self.seen.before(trace)
        return [message_for(field, _("Is in row %(row)d already.") % {"row": earlier})] if earlier else []

    def _alike(self, built: Building) -> list[Message]:
        found = self.known.likely(built.page)
        return [message_for("title", _("Looks like an entry that is there:"), found)] if found else []


def message_for(field: str, text: str, pages: list | tuple = ()) -> Message:
    """Return a message in the stored format; `pages` are pairs of key and name."""
    message: Message = {"field": field, "text": text}
    return message | {"pages": [list(each) for each in pages]} if pages else message
