from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .zone import BERLIN, midnight


@dataclass(frozen=True)
class Occurrence:
    """A single date. `end` is None if it is unknown."""

    start: datetime
    end: datetime | None
    all_day: bool = False

    @property
    def over_at(self) -> datetime:
        """Without an end, it is over at the end of its day."""
        if self.end and not self.all_day:
            return self.end
        return midnight(self.last_day + timedelta(days=1)).replace(tzinfo=BERLIN)

    @property
    def first_day(self) -> date:
        return self.start.date()

    @property
    def last_day(self) -> date:
        return (self.end or self.start).date()
