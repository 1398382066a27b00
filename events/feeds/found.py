"""What is found in a calendar, before it is stored."""

from dataclasses import dataclass, field
from datetime import date, datetime

from ..models import ChangedDay, PartnerEvent

# Of a rule that we cannot say, so many single dates are taken.
MOST_SINGLE_DATES = 60
MOST_EVENTS = 500


@dataclass(frozen=True)
class FoundDay:
    """A day of a series that is not as its rule says."""

    day: date
    change: str
    new_start: datetime | None = None
    new_end: datetime | None = None
    new_place: str = ""

    def as_row(self, series) -> ChangedDay:
        return ChangedDay(series=series, from_feed=True, **vars(self))


@dataclass(frozen=True)
class FoundEvent:
    """`facts` are fields of a PartnerEvent."""

    uid: str
    facts: dict
    days: tuple[FoundDay, ...] = ()

    def as_event(self) -> PartnerEvent:
        return PartnerEvent(uid=self.uid, **self.facts)


@dataclass
class Reading:
    """`problems` are sentences, one per event that could not be read; `is_known` if it is a calendar at all."""

    events: list[FoundEvent] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    is_known: bool = True
