"""Factories: a list of dates and what stands in it."""

from datetime import date, datetime, time

from cms.recurrence.zone import BERLIN
from directory.models import Offer
from events.models import DatePicture, PartnerEvent
from tests.support.making import make_image, make_page

TODAY = date(2030, 3, 4)  # a Monday, see the fixture `a_monday_in_march`
SATURDAY = date(2030, 3, 9)


def moment(text: str) -> datetime:
    """Return "2026-11-28 10:00" as an aware datetime in German time."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def make_event_index(home, **fields):
    return make_page(home, "Termine", "events.EventIndexPage", **({"slug": "termine"} | fields))


def make_event(index, title="Zukunftswerkstatt", start="2030-11-28 10:00", end="2030-11-28 15:00", **fields):
    defaults = {"summary": "Wir planen gemeinsam.", "place_name": "Rathaus"}
    times = {"start": moment(start), "end": end and moment(end)}
    return make_page(index, title, "events.EventPage", **(defaults | times | fields))


def training(weekdays="WE", **fields) -> Offer:
    """An unsaved offer of a club."""
    rule = {"name": "Training", "frequency": "weekly", "weekdays": weekdays}
    return Offer(**(rule | {"starts_at": time(17), "ends_at": time(18)} | fields))


def announce(entry, title="Vereinsfest", day=SATURDAY, **fields) -> PartnerEvent:
    """A public date of a club."""
    times = {"starts_at": time(14), "state": "public"} | fields
    return PartnerEvent.objects.create(organisation=entry, title=title, first_date=day, **times)


def make_date_picture(entry) -> DatePicture:
    """A picture that the office has accepted."""
    image = make_image()
    size = {"width": image.width, "height": image.height}
    return DatePicture.objects.create(page=entry, image=image, kind="image/png", **size)
