"""The date that somebody signed up for, as a calendar file without personal data, and where it takes place."""

from datetime import UTC, datetime, timedelta

from cms.recurrence.ical import new_calendar, new_event
from cms.recurrence.schedule import ONE_DAY
from events.models import ChangedDay, EventPage

from .models import Places

PRODUCT = "-//Engagierte Stadt//Anmeldungen//DE"
REFRESH_AFTER = timedelta(hours=6)
STATUS = {
    Places.DateStatus.PLANNED: "CONFIRMED",
    Places.DateStatus.POSTPONED: "TENTATIVE",
    Places.DateStatus.CANCELLED: "CANCELLED",
}


def calendar_file(places: Places, *, title: str, url: str) -> bytes:
    """Return the date as iCalendar; `places` must have a beginning. The same date replaces itself in a calendar."""
    calendar = new_calendar(PRODUCT, title, REFRESH_AFTER)
    now = datetime.now(UTC)
    event = new_event(
        f"{places.page_key}-{places.slot_key}",
        now,
        summary=title,
        url=url,
        place=place_of(places),
        description=[places.title, url],
    )
    occurrence = places.occurrence
    if places.all_day:
        event.add("dtstart", occurrence.first_day)
        event.add("dtend", occurrence.last_day + ONE_DAY)
    else:
        event.add("dtstart", occurrence.start)
        if occurrence.end:
            event.add("dtend", occurrence.end)
    # Grows by itself: a calendar keeps what it was given last.
    event.add("sequence", int(now.timestamp() - datetime(2026, 1, 1, tzinfo=UTC).timestamp()))
    event.add("status", STATUS[places.date_status])
    calendar.add_component(event)
    return calendar.to_ical()


def place_of(places: Places) -> str:
    """Where the date of the calendar takes place, also if it was moved to somewhere else; "" if nobody says."""
    event = EventPage.objects.filter(translation_key=places.event_series).order_by("pk").first()
    if places.event_series is None or event is None:
        return ""
    day = places.event_day or event.schedule.first_date
    changed = ChangedDay.objects.filter(series=places.event_series, day=day).first()
    place = changed.new_place if changed and changed.new_place else event.place_name
    return ", ".join(filter(None, [place, "" if changed and changed.new_place else event.address]))
