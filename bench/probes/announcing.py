"""What it takes to write dates: an entry with weekly offers is published, a club's calendar is read."""

import json
import time
from datetime import time as clock

from django.utils import timezone

from cms.recurrence.rule import WEEKDAYS
from directory.models import Category, DirectoryPage, District, Offer, OrganisationPage
from events.feeds.reading import read
from events.feeds.storing import remove, store
from events.models import EventFeed, Occurrence

from ..timing import median_ms

OFFERS, EVENTS, ROUNDS = 4, 500, 7


def main() -> None:
    without, weekly = _entry("Ohne Angebot", 0), _entry("Mit Angeboten", OFFERS)
    plain = median_ms(_publish, [without], ROUNDS)
    print(json.dumps({"more": median_ms(_publish, [weekly], ROUNDS) - plain, "feed": _feed(weekly)}))


def _entry(title: str, offers: int) -> OrganisationPage:
    page = OrganisationPage(
        title=title, slug=f"messen-{offers}", summary="Wir.", main_category=Category.objects.first()
    )
    page.email = "messen@example.org"
    page.districts = [District.objects.first()]
    page.offers = [
        Offer(name=f"Training {day}", frequency="weekly", weekdays=day, starts_at=clock(17), sort_order=order)
        for order, day in enumerate(WEEKDAYS[:offers])
    ]
    DirectoryPage.objects.first().add_child(instance=page)
    return page


def _publish(page: OrganisationPage) -> None:
    """Each time its hours are others, so that all dates are written anew."""
    offers = list(page.offers.all())
    for offer in offers:
        offer.starts_at = clock((offer.starts_at.hour + 1) % 24)
    page.offers = offers
    page.save_revision().publish()
    page.refresh_from_db()


def _feed(page: OrganisationPage) -> float:
    """Return the seconds for a calendar that is read for the first time."""
    feed = EventFeed.objects.create(page=page, url="https://example.org/a.ics", state=EventFeed.State.ACTIVE)
    before = Occurrence.objects.count()
    begin = time.perf_counter()
    assert store(feed, read(_calendar())) == EVENTS
    seconds = time.perf_counter() - begin
    assert Occurrence.objects.count() > before + EVENTS
    remove(feed)
    return seconds


def _calendar() -> bytes:
    """Every fifth event comes back each week."""
    today = timezone.localdate()
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Messen//DE"]
    for number in range(EVENTS):
        start = f"{today:%Y%m%d}T{number % 24:02}{number % 60:02}00"
        lines += ["BEGIN:VEVENT", f"UID:{number}@example.org", f"DTSTART;TZID=Europe/Berlin:{start}"]
        lines += [
            "DURATION:PT2H",
            f"SUMMARY:Termin {number}",
            "DESCRIPTION:Wir treffen uns.",
            "LOCATION:Halle",
        ]
        lines += ["RRULE:FREQ=WEEKLY"] if number % 5 == 0 else []
        lines += ["END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()
