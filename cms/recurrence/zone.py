"""Wall-clock time in Germany."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


def wall_time(moment: datetime | None) -> datetime | None:
    """Return what the clock in Germany shows, without an offset."""
    return moment and moment.astimezone(BERLIN).replace(tzinfo=None)


def midnight(day: date) -> datetime:
    """Return the beginning of a day as wall time."""
    return datetime.combine(day, time())


def last_second(day: date) -> datetime:
    """Return the end of a day as wall time."""
    return datetime.combine(day, time(23, 59, 59))
