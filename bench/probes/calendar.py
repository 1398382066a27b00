"""Everything the calendar's page does for one visitor after another, except rendering the template."""

import json
from datetime import time, timedelta
from itertools import product

from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.caching.content_version import refresh_content, version_fixed
from directory.models import Category, District, PublicEntry
from events.browse.calendar import Calendar, calendar_context
from events.models import EventIndexPage, Occurrence, PartnerEvent
from events.publishing.projection import write_entries

from ..timing import median_ms

# Every so many entries announce a date of their own.
ANNOUNCING = 4
WEEKEND, MONTHS = "wann=wochenende", 3


def main(entries: int) -> None:
    """Give the first entries their dates, then measure."""
    keys = list(PublicEntry.objects.order_by("pk").values_list("pk", flat=True)[:entries])
    _announce(keys[::ANNOUNCING])
    write_entries(keys)
    index = EventIndexPage.objects.get()
    numbers = {
        "dates": Occurrence.objects.count(),
        "weekend": _median(index, _filtered(WEEKEND)),
        "text": _median(index, [f"{WEEKEND}&q={word}" for word in ("verein", "singen", "kicken")]),
        "month": _median(index, _months()),
        "filtered_month": _median(index, _filtered(_months()[0])),
        "usual": _median(index, [""]),
        "changed": _after_a_change(index),
        "queries": _queries(index),
    }
    print(json.dumps(numbers))


def _announce(keys: list[int]) -> None:
    today = timezone.localdate()
    PartnerEvent.objects.bulk_create(
        PartnerEvent(
            organisation_id=key,
            title=f"Fest {number}",
            summary="Für alle.",
            first_date=today + timedelta(days=number % 90),
            starts_at=time(14),
            state=PartnerEvent.State.PUBLIC,
        )
        for number, key in enumerate(keys)
    )


def _filtered(days: str) -> list[str]:
    categories = Category.objects.filter(parent=None).values_list("slug", flat=True)[:3]
    districts = District.objects.values_list("slug", flat=True)[:3]
    return [f"{days}&kategorie={category}&alter=7&kostenlos=1" for category in categories] + [
        f"{days}&ortsteil={district}&alter={age}&kostenlos=1" for district, age in product(districts, (7, 40))
    ]


def _months() -> list[str]:
    first = timezone.localdate().replace(day=15)
    return [f"monat={first + timedelta(days=30 * number):%Y-%m}" for number in range(MONTHS)]


def _median(index: EventIndexPage, queries: list[str]) -> float:
    def ask(query: str) -> None:
        with version_fixed():
            calendar_context(Calendar(index, QueryDict(query)))

    return median_ms(ask, queries)


def _after_a_change(index: EventIndexPage) -> float:
    def ask(_number) -> None:
        refresh_content()
        calendar_context(Calendar(index, QueryDict("")))

    return median_ms(ask, range(3), rounds=1)


def _queries(index: EventIndexPage) -> int:
    client, query = Client(), QueryDict(_filtered(WEEKEND)[0]).dict()
    # The very first visit of a town makes the row of its settings, which begins a new version of the content.
    for _visit in range(2):
        assert client.get(index.url, query).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(index.url, query)
    return len(captured)
