"""The filters of the site's lists under English names, read strictly: what nobody offers is refused."""

from typing import Annotated, ClassVar, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from cms.core.api.parameters import LanguageParameters, ListParameters, Text
from cms.core.api.problems import invalid

from ..choices import options_of
from ..filters import Filters, OpeningFilters, clean_text
from ..models import Opening
from ..schedules import WEEKDAYS
from ..terms import TermLabel, Terms

MOST_VALUES = 50
Key = Annotated[str, StringConstraints(max_length=60, pattern=r"^[A-Za-z0-9_-]*$")]
SLUGS = {"weekday": WEEKDAYS, "time_need": Opening.TimeNeed.values}


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
    step_free: bool = _flag("where somebody on wheels gets in")

    def filters(self, terms: Terms) -> Filters:
        """Return what the site's lists understand. Raises ApiError for a value that nobody offers."""
        text = clean_text(self.q)
        return self.FILTERS(
            text=text, chosen=self._chosen(terms), flags=self._flags(), order=self._order(text)
        )

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

    def _order(self, text: str) -> str:
        usual = self.FILTERS(text=text).possible_orders[0].name
        wanted = getattr(self, "order", None) or usual
        if wanted == "relevance" and not text:
            raise invalid("query", "order", "`relevance` needs words in `q`.")
        return wanted


class OrganisationFilters(DirectoryFilters):
    FLAGS = {"free": "free", "step_free": "accessible", "seeks_help": "help"}
    FILTERS = Filters

    weekday: list[Literal[WEEKDAYS]] = _keys("Days on which an offer takes place. Any of several.")
    free: bool = _flag("with an offer free of charge")
    seeks_help: bool = _flag("that look for volunteers")


class OpeningListFilters(DirectoryFilters):
    FLAGS = {"remote": "from_home", "for_minors": "minors", "step_free": "accessible"}
    FILTERS = OpeningFilters

    help_type: list[Key] = _keys("Keys of what there is to do. Any of several.")
    time_need: list[Literal["once", "project", "regular"]] = _keys("How often. Any of several.")
    remote: bool = _flag("that are possible from home")
    for_minors: bool = _flag("that ask nobody to be of age")


class OrganisationParameters(ListParameters, OrganisationFilters):
    order: Literal["relevance", "name", "confirmed"] | None = Field(
        default=None,
        description="`confirmed`: the latest assurance first. Usually `relevance` with `q`, else `name`.",
    )


class OpeningParameters(ListParameters, OpeningListFilters):
    order: Literal["relevance", "newest", "ending"] | None = Field(
        default=None,
        description="`ending`: the next to end first. Usually `relevance` with `q`, else `newest`.",
    )


class FileParameters(LanguageParameters, OrganisationFilters):
    """The filters of the list for a file."""
