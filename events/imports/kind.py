"""What the directory's import needs to know about tables of dates."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from directory.imports.admin.comparing import Line, faults_of
from directory.imports.kinds import Made, TableKind, Wording
from directory.models import ImportRow, ImportRun

from ..models import PartnerEvent
from ..workflow.announcing import may_decide
from ..workflow.date_words import when_of
from .fields import FIELDS
from .open_clubs import entry_named, open_clubs
from .working import DateChecking, DateImporting, DateUndoing, worked_on


def _made(rows: list[ImportRow]) -> dict[int, Made]:
    events = PartnerEvent.objects.filter(key__in=[row.made for row in rows if row.made])
    found = {event.key: event for event in events.select_related("organisation")}
    return {row.number: _one(found[row.made], row.made) for row in rows if row.made in found}


def _one(event: PartnerEvent, key) -> Made:
    told = f"{when_of(event)} – {event.organisation.title} ({event.get_state_display()})"
    return Made(event.title, reverse("club_date", args=[event.pk]), told)


def _lines(run: ImportRun, row: ImportRow, pages: list) -> list[Line]:
    """Each filled column, as it stands in the table."""
    values = run.values_of(row)
    lines = [
        Line(str(field.label), values.get(field.name, ""), faults_of(row, field.name), []) for field in FIELDS
    ]
    return [line for line in lines if line.text or line.faults]


WORDS = Wording(
    label=_("Dates of clubs"),
    needed=_(
        "Needed are what takes place, the club, and the day. The club needs a public entry in the directory."
    ),
    import_button=lambda n: (
        ngettext("Put %(n)d date into the calendar", "Put %(n)d dates into the calendar", n) % {"n": n}
    ),
    promise=_("The dates are public at once, and nobody is written to."),
    outcome=_("They are public. Each stands on the page of its club, too, which can change it."),
    imported=lambda n: (
        ngettext("%(n)d date is in the calendar", "%(n)d dates are in the calendar", n) % {"n": n}
    ),
    take_button=_("Another date: import it"),
    undo=lambda n: (
        ngettext(
            "%(n)d date that nobody has touched since is deleted and vanishes from the calendar.",
            "%(n)d dates that nobody has touched since are deleted and vanish from the calendar.",
            n,
        )
        % {"n": n}
    ),
    undo_button=lambda n: ngettext("Take back %(n)d date", "Take back %(n)d dates", n) % {"n": n},
    undone=lambda n: ngettext("%(n)d date was taken back.", "%(n)d dates were taken back.", n) % {"n": n},
    why_kept=_(
        "The club or the office has changed, called off or withdrawn them. If they are wrong, please take them out of "
        "the calendar one by one."
    ),
)
KIND = TableKind(
    name="dates",
    fields=FIELDS,
    words=WORDS,
    checking=DateChecking,
    importing=DateImporting,
    undoing=DateUndoing,
    worked_on=worked_on,
    made=_made,
    lines=_lines,
    may_import=may_decide,
    open_names=open_clubs,
    decision_for=entry_named,
    template_name="vorlage-termine",
    order=10,
)
