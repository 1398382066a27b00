"""Checks the rows of a table, puts their dates into the calendar, and takes them out again."""

from datetime import date

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.common.folding import fold
from directory.imports.checking import Checking, Verdict, message_for
from directory.models import ImportRow, ImportRun

from ..models import ChangedDay, PartnerEvent
from ..workflow.entering import enter_dates, take_out
from .building import DateBuilding
from .clubs import Clubs

CHUNK = 100
State = ImportRow.State


class DateChecking(Checking):
    """Directory and calendar are read once."""

    def __init__(self, run: ImportRun):
        super().__init__(run)
        self.clubs, self.there = Clubs(run), _dates_there()

    def traces(self, values: dict[str, str]) -> tuple[str, ...]:
        club = self.clubs.trace_of(values.get("club", ""))
        parts = ("public_id", "title", "first_date", "starts_at")
        return (" | ".join([club, *(fold(values.get(name, "")) for name in parts)]),)

    def judge(self, values: dict[str, str]) -> Verdict:
        built = DateBuilding(values, self.clubs)
        if built.faults:
            return Verdict(State.FAULTY, [message_for(*fault) for fault in built.faults])
        alike = self.doubled("title", self.traces(values)[0])
        if not alike and _trace(built.event) in self.there:
            alike = [message_for("title", _("Stands in the calendar already."))]
        return Verdict(State.ALIKE if alike else State.READY, alike, built.understood)


def _dates_there() -> set[tuple[int, date, str]]:
    gone = [PartnerEvent.State.REFUSED, PartnerEvent.State.WITHDRAWN]
    events = PartnerEvent.objects.exclude(state__in=gone).filter(first_date__gte=timezone.localdate())
    return {_trace(event) for event in events.only("organisation", "first_date", "title")}


def _trace(event: PartnerEvent) -> tuple[int, date, str]:
    return event.organisation_id, event.first_date, fold(event.title)


class DateImporting:
    """Imports rows in chunks. Whoever imports has seen the check, so the dates are public at once."""

    def __init__(self, run: ImportRun):
        self.clubs = Clubs(run)

    def some(self, run: ImportRun) -> ImportRun.Status | None:
        rows = list(run.rows.filter(state=State.READY)[:CHUNK])
        if not rows:
            return ImportRun.Status.DONE
        self.clubs.look_again()
        events = []
        for row in rows:
            built = DateBuilding(run.values_of(row), self.clubs)
            row.messages = [message_for(*fault) for fault in built.faults]
            row.state = State.FAULTY if built.faults else State.IMPORTED
            if not built.faults:
                row.page, row.made = built.club, built.event.key
                events.append(built.event)
        enter_dates(events, by=run.started_by)
        ImportRow.objects.bulk_update(rows, ["page", "made", "state", "messages"])
        return None


class DateUndoing:
    """Takes dates out again, except for those that somebody has changed since."""

    def __init__(self, run: ImportRun):
        pass

    def some(self, run: ImportRun) -> ImportRun.Status | None:
        rows = list(run.rows.filter(state=State.IMPORTED)[:CHUNK])
        if not rows:
            return ImportRun.Status.UNDONE
        changed = _changed(rows)
        for row in rows:
            row.state = State.KEPT if row.made in changed else State.UNDONE
        ImportRow.objects.bulk_update(rows, ["state"])
        doomed = [row.made for row in rows if row.state == State.UNDONE]
        take_out(PartnerEvent.objects.filter(key__in=doomed), by=run.started_by)
        return None


def worked_on(run: ImportRun) -> list[ImportRow]:
    """The rows whose dates an undo leaves in place."""
    rows = list(run.rows.filter(state=State.IMPORTED))
    changed = _changed(rows)
    return [row for row in rows if row.made in changed]


def _changed(rows: list[ImportRow]) -> set:
    """Return the keys of dates of which there is another version, a changed day, or that were withdrawn."""
    events = PartnerEvent.objects.filter(key__in=[row.made for row in rows])
    changed = set(events.exclude(state=PartnerEvent.State.PUBLIC).values_list("key", flat=True))
    versions = events.annotate(number=Count("versions"))
    changed |= set(versions.filter(number__gt=1).values_list("key", flat=True))
    return changed | set(
        ChangedDay.objects.filter(series__in=events.values("key")).values_list("series", flat=True)
    )
