"""The filters of the site's lists under English names, read strictly: what nobody offers is refused."""

from dataclasses import replace
from typing import Annotated, ClassVar, Literal

from ninja import Schema
from pydantic import Field, StringConstraints, WithJsonSchema

from cms.api_toolkit.near import NEAR_HELP, RADIUS_HELP, Near, Radius
from cms.api_toolkit.parameters import Flag, LanguageParameters, ListParameters, Text, Whole
from cms.api_toolkit.problems import invalid
from cms.common.folding import clean_text
from cms.recurrence.rule import WEEKDAYS

from ..browse.choices import OLDEST, options_of
from ..browse.distance import distances_from
from ..browse.filters import Filters, OpeningFilters
from ..models import DirectoryPage, Opening
from ..publishing.terms import TermLabel, Terms

AGE_HELP = (
    "Somebody's age in years. Of organisations, weekday, age, cost and step-free entrance hold for one and the same "
    "offer. What names no age is for every age and comes after what names it."
)
USUALLY = "Usually `relevance` with `q`, `age` or `target_group`"
MOST_VALUES = 50
Key = Annotated[str, StringConstraints(max_length=60, pattern=r"^[A-Za-z0-9_-]*$")]
Age = Annotated[
    Whole,
    Field(ge=0, le=OLDEST),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": OLDEST}),
]
WEEKDAY_KEYS = tuple(day.lower() for day in WEEKDAYS)
SLUGS = {"weekday": WEEKDAY_KEYS, "time_need": Opening.TimeNeed.values}


def options(kind: str, terms: Terms) -> dict[int, TermLabel]:
    """Return what a filter offers, under the values that the API uses."""
    found = options_of(kind, terms)
    if kind not in SLUGS:
        return found
    return {number: TermLabel(number, label.name, SLUGS[kind][number]) for number, label in found.items()}


def _keys(description: str):
    return Field(default=[], max_length=MOST_VALUES, description=description)


def _flag(description: str):
    return Field(default=False, description=f"`true` leaves only those {description}.")


class DirectoryFilters(Schema):
    """What both lists of the directory can be narrowed down by."""

    FLAGS: ClassVar[dict[str, str]]
    FILTERS: ClassVar[type[Filters]]

    q: Text = Field(
        default="", description="Words, also everyday ones and with slips.", examples=["fussball"]
    )
    category: list[Key] = _keys("Keys of categories; those below are found, too. Any of several.")
    district: list[Key] = _keys("Keys of districts. Any of several.")
    target_group: list[Key] = _keys("Keys of target groups. Any of several.")
    step_free: Flag = _flag("where somebody on wheels gets in")

    age: Age | None = Field(default=None, description=AGE_HELP)

    def filters(self, terms: Terms) -> Filters:
        """Return what the site's lists understand. Raises ApiError for a value that nobody offers."""
        filters = self.FILTERS(
            text=clean_text(self.q), chosen=self._chosen(terms), flags=self._flags(), age=self.age
        )
        return replace(filters, order=self.wanted_order(filters))

    def _chosen(self, terms: Terms) -> dict[str, tuple[int, ...]]:
        kinds = [group.kind for group in self.FILTERS.groups]
        return {kind: values for kind in kinds if (values := self._values(kind, terms))}

    def _values(self, kind: str, terms: Terms) -> tuple[int, ...]:
        offered = {label.slug: number for number, label in options(kind, terms).items()}
        wanted = getattr(self, kind)
        unknown = [value for value in wanted if value not in offered]
        if unknown:
            raise invalid("query", kind, f"Unknown value: {unknown[0]}. Allowed: {', '.join(offered)}.")
        return tuple(dict.fromkeys(offered[value] for value in wanted))

    def _flags(self) -> frozenset[str]:
        return frozenset(flag for name, flag in self.FLAGS.items() if getattr(self, name))

    def wanted_order(self, filters: Filters) -> str:
        possible = [order.name for order in filters.possible_orders]
        wanted = getattr(self, "order", None) or possible[0]
        if wanted not in possible:
            raise invalid("query", "order", "`relevance` needs words in `q`, an age or a target group.")
        return wanted


class OrganisationFilters(DirectoryFilters):
    FLAGS = {"free": "free", "step_free": "accessible", "seeks_help": "help"}
    FILTERS = Filters

    weekday: list[Literal[WEEKDAY_KEYS]] = _keys("Days on which an offer takes place. Any of several.")
    free: Flag = _flag("with an offer free of charge")
    seeks_help: Flag = _flag("that look for volunteers")


class OpeningListFilters(DirectoryFilters):
    FLAGS = {"remote": "from_home", "for_minors": "minors", "step_free": "accessible"}
    FILTERS = OpeningFilters

    help_type: list[Key] = _keys("Keys of what there is to do. Any of several.")
    time_need: list[Literal["once", "project", "regular"]] = _keys("How often. Any of several.")
    remote: Flag = _flag("that are possible from home")
    for_minors: Flag = _flag("that ask nobody to be of age")


class OrganisationParameters(ListParameters, OrganisationFilters):
    near: Near | None = Field(default=None, description=NEAR_HELP)
    radius: Radius | None = Field(default=None, description=RADIUS_HELP)
    order: Literal["relevance", "name", "confirmed", "distance"] | None = Field(
        default=None,
        description=f"`confirmed`: the latest assurance first. `distance` needs `near`, and leaves out what has no "
        f"known place. {USUALLY}, else `name`.",
    )

    def filters_near(self, terms: Terms, directory: DirectoryPage) -> Filters:
        """Return the filters with the distances, if they are asked for. Raises ApiError without a point."""
        filters = self.filters(terms)
        if self.radius is None and self.order != "distance":
            return filters
        if self.near is None:
            raise invalid("query", "near", "`radius` and `order=distance` need `near`.")
        return replace(filters, distances=distances_from(self.near, directory, self.radius))

    def wanted_order(self, filters: Filters) -> str:
        return "distance" if self.order == "distance" else super().wanted_order(filters)


class OpeningParameters(ListParameters, OpeningListFilters):
    order: Literal["relevance", "newest", "ending"] | None = Field(
        default=None,
        description=f"`ending`: the next to end first. {USUALLY}, else `newest`.",
    )


class FileParameters(LanguageParameters, OrganisationFilters):
    """The filters of the list for a file."""
