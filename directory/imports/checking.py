"""The dry run: write to each row what is wrong with it, or which entry it probably is already."""

from django.utils.translation import gettext as _

from cms.core.towns import town_of

from ..models import ImportRow, ImportRun
from .building import Building
from .matching import Known, Seen, traces_of_row
from .words import Words

CHUNK = 200
State = ImportRow.State
Message = dict[str, object]


class Checking:
    """Some rows at a time; what the directory holds is read once."""

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
        faults = [told(field, text) for field, text in built.faults] + self._doubled_key(key)
        known, alike = self._known(values), []
        if not faults and not known:
            alike = self._doubled_name(name) or self._alike(built)
        self.seen.remember(row.number, *filter(None, (name, key)))
        row.messages = known or faults or alike
        row.state = (
            (known and State.KNOWN) or (faults and State.FAULTY) or (alike and State.ALIKE) or State.READY
        )

    def _known(self, values: dict[str, str]) -> list[Message]:
        """What was imported before stays as people have made it since, so its row is never imported again."""
        if page := self.known.of_source(values.get("source_id", "")):
            return [told("source_id", _("Has been imported from this source before."), [page])]
        if page := self.known.of_key(values.get("public_id", "")):
            return [told("public_id", _("This entry is in the directory."), [page])]
        return []

    def _doubled_key(self, key: str) -> list[Message]:
        earlier = key and self.seen.before(key)
        return [told("source_id", _("Is in row %(row)d already.") % {"row": earlier})] if earlier else []

    def _doubled_name(self, name: str) -> list[Message]:
        earlier = name and self.seen.before(name)
        return [told("title", _("Is in row %(row)d already.") % {"row": earlier})] if earlier else []

    def _alike(self, built: Building) -> list[Message]:
        found = self.known.likely(built.page)
        return [told("title", _("Looks like an entry that is there:"), found)] if found else []


def told(field: str, text: str, pages: list | tuple = ()) -> Message:
    """As a row keeps it; `pages` are pairs of key and name."""
    message: Message = {"field": field, "text": text}
    return message | {"pages": [list(each) for each in pages]} if pages else message
