"""One decision for each name that many rows have and the directory does not know."""

from django.http import QueryDict
from django.utils.translation import ngettext

from cms.common.text_cleaning import cleaned_text
from directory.models import ImportRun, PublicEntry

from ..kinds import LEAVE, OpenName
from ..running import kind_of

# More would be a page that nobody reads; the next ones follow once these are decided.
MOST_NAMES = 50
# "Another entry", whose name is typed.
OTHER = "other"


def names_context(run: ImportRun) -> dict:
    """Return what the form shows while something can be decided."""
    if run.status != ImportRun.Status.CHECKED:
        return {}
    names = kind_of(run).open_names(run)
    shown = sorted(names, key=lambda each: bool(each.decision))[:MOST_NAMES]
    open_number = sum(not each.decision for each in names)
    return {
        "open_names": [(each, _rows_in_words(each)) for each in shown],
        "open_number": open_number,
        "entry_titles": _titles(run) if shown else [],
    }


def decisions_in(data: QueryDict, run: ImportRun) -> tuple[dict[str, str], list[str]]:
    """Return {key of a name: decision} of what was sent, and what was typed that is the name of no entry."""
    decisions, unknown = {}, []
    kind = kind_of(run)
    for each in kind.open_names(run):
        sent, typed = data.get(f"name-{each.key}"), cleaned_text(data.get(f"other-{each.key}", ""))[:255]
        if sent == OTHER or (sent == "" and typed):
            if decision := kind.decision_for(run, typed):
                decisions[each.key] = decision
            else:
                unknown.append(typed)
        elif sent in ("", LEAVE, *each.choices):
            decisions[each.key] = sent
    return decisions, unknown


def _titles(run: ImportRun) -> list[str]:
    entries = PublicEntry.objects.below(run.directory).order_by("sort_name")
    return list(entries.values_list("title", flat=True))


def _rows_in_words(name: OpenName) -> str:
    number = len(name.rows)
    return ngettext("%(n)d row", "%(n)d rows", number) % {"n": number}
