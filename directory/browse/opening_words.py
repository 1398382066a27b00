"""A call for volunteers in words, from its public document."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..domain.dates import parse_day
from ..models import Opening
from ..publishing.terms import Terms, names_of


def opening_in_words(opening: dict, terms: Terms) -> dict:
    """Return the document with `help`, `time_text`, `valid_until` (a date) and `notes`."""
    return opening | {
        "help": names_of(terms.help_types, opening["help_types"]),
        "time_text": _time_need(opening),
        "valid_until": parse_day(opening["valid_until"]),
        "notes": _notes(opening),
    }


def age_in_words(opening: dict) -> str:
    age = opening["minimum_age"]
    return _("from %(from)d years") % {"from": age} if age else ""


def _time_need(opening: dict) -> str:
    need = str(Opening.TimeNeed(opening["time_need"]).label) if opening["time_need"] else ""
    return ", ".join(filter(None, [need, weekly_hours(opening)]))


def weekly_hours(opening: dict) -> str:
    hours = opening["hours_per_week"]
    if not hours:
        return ""
    # Half an hour is as much a plural as two hours.
    words = ngettext("about %(hours)s hour a week", "about %(hours)s hours a week", 1 if hours == 1 else 2)
    return words % {"hours": _plain_number(hours)}


def _notes(opening: dict) -> list[str]:
    notes = [
        _wanted(opening["places"]),
        age_in_words(opening),
        _("possible from home") if opening["is_remote"] else "",
        _("languages: %(text)s") % {"text": opening["language_level"]} if opening["language_level"] else "",
        _("police certificate needed") if opening["needs_police_certificate"] else "",
        _("you are insured") if opening["is_insured"] else "",
        _("training: %(text)s") % {"text": opening["training"]} if opening["training"] else "",
        _("expenses: %(text)s") % {"text": opening["expenses"]} if opening["expenses"] else "",
    ]
    return [note for note in notes if note]


def _wanted(people: int | None) -> str:
    return ngettext("%(n)d person wanted", "%(n)d people wanted", people) % {"n": people} if people else ""


def _plain_number(value: float) -> str:
    return f"{value:g}".replace(".", ",")
