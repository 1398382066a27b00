"""The filters and sort orders of lists."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.common.wording import kept_in_each_language
from cms.recurrence.rule import WEEKDAYS
from cms.recurrence.words import weekday_name

from ..models import Opening
from ..models.public_opening import ADULT
from ..publishing.terms import TermLabel, Terms

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
    """A filter that is on or off; `condition` returns which rows it leaves, unless offers say it."""

    name: str
    parameter: str
    label: str
    condition: Callable[[], Q] | None = None


CATEGORY = Group("category", "kategorie", _("Category"))
DISTRICT = Group("district", "ortsteil", _("District"))
TARGET_GROUP = Group(
    "target_group", "zielgruppe", _("For whom?"), _("What is for everybody counts in each group.")
)
# The parameter keeps its name because addresses are bookmarked and shared. The label promises only what is known.
ACCESSIBLE = Flag("accessible", "rollstuhlgerecht", _("step-free"), lambda: Q(is_wheelchair_accessible=True))

GROUPS = (CATEGORY, DISTRICT, TARGET_GROUP, Group("weekday", "wochentag", _("Weekday")))
FLAGS = (
    Flag("free", "kostenlos", _("free of charge")),
    ACCESSIBLE,
    Flag("help", "mithilfe", _("seeks help"), lambda: Q(seeks_help_until__gte=timezone.localdate())),
)
OPENING_GROUPS = (
    Group("help_type", "hilfe", _("What would you like to do?")),
    Group("time_need", "zeit", _("How often?")),
    DISTRICT,
    CATEGORY,
    TARGET_GROUP,
)
OPENING_FLAGS = (
    Flag("from_home", "zuhause", _("possible from home"), lambda: Q(is_remote=True)),
    Flag(
        "minors",
        "unter18",
        _("also under 18"),
        # Calls that ask nobody to be of age.
        lambda: Q(minimum_age=None) | Q(minimum_age__lt=ADULT),
    ),
    replace(ACCESSIBLE, condition=lambda: Q(entry__is_wheelchair_accessible=True)),
)


AGE = "alter"
OLDEST = 120


@dataclass(frozen=True)
class Order:
    """A way to arrange the list; `name` is that of the order in the index."""

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
