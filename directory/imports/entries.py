"""Tables of organisations, which become entries."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.models import Site

from ..models import Category, District, ImportRow
from .admin.comparing import lines_of
from .checking import EntryChecking
from .fields import FIELDS
from .importing import EntryImporting, EntryUndoing, worked_on
from .kinds import Made, TableKind, Wording
from .running import ENTRIES


def _made(rows: list[ImportRow]) -> dict[int, Made]:
    return {
        row.number: Made(
            row.page.draft_title,
            reverse("wagtailadmin_pages:edit", args=[row.page.pk]),
            _now("public") if row.page.live else _now("not public"),
        )
        for row in rows
        if row.page
    }


def _examples(town: Site | None) -> dict[str, str]:
    return {"category": _first(Category.objects), "districts": _first(District.objects.of_town(town))}


def _first(terms: QuerySet) -> str:
    term = terms.first()
    return term.name if term else ""


WORDS = Wording(
    label=_("Clubs and organisations"),
    needed=_(
        "Needed are name, one sentence, main category, district, and one way of contact: e-mail, phone or website."
    ),
    import_button=lambda n: ngettext("Import %(n)d entry", "Import %(n)d entries", n) % {"n": n},
    promise=_("The entries will not be public until you publish them, and nobody is written to."),
    outcome=_(
        "They are not public and nobody keeps them yet. Look at them below and publish those that are right."
    ),
    imported=lambda n: ngettext("%(n)d entry is imported", "%(n)d entries are imported", n) % {"n": n},
    take_button=_("Another organisation: import it"),
    undo=lambda n: (
        ngettext(
            "%(n)d entry that nobody has touched since is deleted, with everything that came with it. Nothing of it "
            "stays.",
            "%(n)d entries that nobody has touched since are deleted, with everything that came with them. Nothing of "
            "them stays.",
            n,
        )
        % {"n": n}
    ),
    undo_button=lambda n: ngettext("Take back %(n)d entry", "Take back %(n)d entries", n) % {"n": n},
    undone=lambda n: ngettext("%(n)d entry was taken back.", "%(n)d entries were taken back.", n) % {"n": n},
    why_kept=_(
        "Somebody has edited, published or confirmed them, keeps them, or another entry refers to them. If they are "
        "wrong, please delete them one by one."
    ),
)
KIND = TableKind(
    name=ENTRIES,
    fields=FIELDS,
    words=WORDS,
    checking=EntryChecking,
    importing=EntryImporting,
    undoing=EntryUndoing,
    worked_on=worked_on,
    made=_made,
    lines=lines_of,
    may_import=lambda user, directory: True,
    examples=_examples,
    makes_pages=True,
    template_name="vorlage-verzeichnis",
)
