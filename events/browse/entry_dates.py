"""The next dates of an organisation on the page of its entry."""

from urllib.parse import urlencode

from django.utils import timezone

from ..models import Occurrence, PublicEvent
from .addresses import Addresses
from .calendar import file_url
from .rows import date_row

SHOWN = 6


def dates_of_entry(page, request) -> dict | None:
    """Return a section for the entry's page; of a draft nothing is known yet."""
    if page.pk is None or getattr(request, "is_preview", False):
        return None
    events = PublicEvent.objects.filter(organiser=page.pk).values("pk")
    dates = Occurrence.objects.filter(event__in=events, last_day__gte=timezone.localdate())
    dates = dates.for_list().order_by("start", "pk")
    addresses = Addresses(request)
    found = list(dates[: SHOWN + 1])
    if not found:
        return None
    rows = [date_row(each, addresses) for each in found]
    calendar = addresses.of_calendar(found[0].home_id)
    query = urlencode({"veranstalter": page.public_id})
    return {
        "template": "events/entry_dates.html",
        "rows": rows[:SHOWN],
        "has_more": len(rows) > SHOWN,
        "all_url": f"{calendar}?{query}" if calendar else "",
        "subscribe_url": f"webcal://{request.get_host()}{file_url('ics')}?{query}",
    }
