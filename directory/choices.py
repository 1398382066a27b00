"""What can be chosen to narrow a list down or to arrange it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .schedule_words import weekday_name
from .schedules import WEEKDAYS
from .terms import TermLabel, Terms

WEEKDAY_SLUGS = ("mo", "di", "mi", "do", "fr", "sa", "so")


@dataclass(frozen=True)
class Group:
    """A list of options of which any may apply."""

    kind: str
    parameter: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Flag:
    """A wish that is on or off; `word` is the method of the QuerySet."""

    name: str
    parameter: str
    label: str
    word: str


GROUPS = (
    Group("category", "kategorie", _("Category")),
    Group("district", "ortsteil", _("District")),
    Group("target_group", "zielgruppe", _("For whom?"), _("What is for everybody counts in each group.")),
    Group("weekday", "wochentag", _("Weekday")),
)
FLAGS = (
    Flag("free", "kostenlos", _("free of charge"), "free_of_charge"),
    # The parameter keeps its name, since addresses are kept and shared. The label promises what is known.
    Flag("accessible", "rollstuhlgerecht", _("step-free"), "wheelchair_accessible"),
    Flag("help", "mithilfe", _("seeks help"), "seeking_help"),
)


@dataclass(frozen=True)
class Order:
    """A way to arrange the list; `name` is what the QuerySet's `in_order` understands."""

    name: str
    value: str
    label: str


ORDERS = (
    Order("relevance", "relevanz", _("best match")),
    Order("name", "name", _("name")),
    Order("confirmed", "bestaetigt", _("last confirmed")),
)


def options_of(kind: str, terms: Terms) -> dict[int, TermLabel]:
    """Return all options of a group by their value."""
    if kind != "weekday":
        return terms.of_kind(kind)
    names = enumerate(zip(WEEKDAYS, WEEKDAY_SLUGS, strict=True))
    return {number: TermLabel(number, weekday_name(code), slug) for number, (code, slug) in names}
