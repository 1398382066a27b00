"""When an offer takes place, in the words of RFC 5545 that HSDS uses."""

from ...documents import schedule_of
from ...schedule_words import in_words
from ..keys import part_key
from . import filled


def schedules_of(offer: dict, service: str) -> list[dict]:
    """Return one schedule, or none when nothing is known. Times are those of the clock in Germany."""
    times = schedule_of(offer)
    if not times.is_known:
        return []
    data = {
        "id": part_key(service, "schedule"),
        "service_id": service,
        "freq": times.frequency.upper(),
        "interval": times.interval if times.frequency else None,
        "byday": ",".join(times.weekdays_of_month),
        "dtstart": offer["schedule"]["dtstart"] if times.first_date else None,
        "valid_from": offer["schedule"]["first_date"],
        "until": offer["schedule"]["until"],
        "valid_to": offer["schedule"]["until"],
        "opens_at": offer["schedule"]["opens_at"],
        "closes_at": offer["schedule"]["closes_at"],
        "description": in_words(times),
        "notes": times.note,
    }
    return [filled(data)]
