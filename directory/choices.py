"""What can be chosen to narrow a list down or to arrange it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cms.core.wording import kept_in_each_language

from .models import Opening
from .schedule_words import weekday_name
from .schedules import WEEKDAYS
from .terms import TermLabel, Terms

WEEKDAY_SLUGS = ("mo", "di", "mi", "do", "fr", "sa", "so")
# In the order of `Opening.TimeNeed`.
TIME_SLUGS = ("einmal", "projekt", "regelmaessig")


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


CATEGORY = Group("category", "kategorie", _("Category"))
DISTRICT = Group("district", "ortsteil", _("District"))
TARGET_GROUP = Group(
    "target_group", "zielgruppe", _("For whom?"), _("What is for everybody counts in each group.")
)
# The parameter keeps its name, since addresses are kept and shared. The label promises what is known.
ACCESSIBLE = Flag("accessible", "rollstuhlgerecht", _("step-free"), "wheelchair_accessible")

GROUPS = (CATEGORY, DISTRICT, TARGET_GROUP, Group("weekday", "wochentag", _("Weekday")))
FLAGS = (
    Flag("free", "kostenlos", _("free of charge"), "free_of_charge"),
    ACCESSIBLE,
    Flag("help", "mithilfe", _("seeks help"), "seeking_help"),
)
OPENING_GROUPS = (
    Group("help_type", "hilfe", _("What would you like to do?")),
    Group("time_need", "zeit", _("How often?")),
    DISTRICT,
    CATEGORY,
    TARGET_GROUP,
)
OPENING_FLAGS = (
    Flag("from_home", "zuhause", _("possible from home"), "from_home"),
    Flag("minors", "unter18", _("also under 18"), "for_minors"),
    ACCESSIBLE,
)


@dataclass(frozen=True)
class Order:
    """A way to arrange the list; `name` is what the QuerySet's `in_order` understands."""

    name: str
    value: str
    label: str


RELEVANCE = Order("relevance", "relevanz", _("best match"))
ORDERS = (
    RELEVANCE,
    Order("name", "name", _("name")),
    Order("confirmed", "bestaetigt", _("last confirmed")),
)
OPENING_ORDERS = (
    RELEVANCE,
    Order("newest", "neu", _("newest")),
    Order("ending", "ende", _("ending soon")),
)


def options_of(kind: str, terms: Terms) -> dict[int, TermLabel]:
    """Return all options of a group by their value."""
    if kind == "weekday":
        return _weekdays()
    if kind == "time_need":
        return _time_needs()
    return terms.of_kind(kind)


@kept_in_each_language
def _weekdays() -> dict[int, TermLabel]:
    return _numbered(WEEKDAY_SLUGS, map(weekday_name, WEEKDAYS))


@kept_in_each_language
def _time_needs() -> dict[int, TermLabel]:
    return _numbered(TIME_SLUGS, Opening.TimeNeed.labels)


def _numbered(slugs: tuple[str, ...], names: Iterable[str]) -> dict[int, TermLabel]:
    pairs = enumerate(zip(names, slugs, strict=True))
    return {number: TermLabel(number, str(name), slug) for number, (name, slug) in pairs}
