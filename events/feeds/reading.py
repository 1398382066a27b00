"""Understands what was fetched, whatever it is: a calendar, or a web page with dates for machines."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ..workflow.moving import FURTHEST
from .fetching import FetchError
from .found import Reading
from .ical import is_calendar, read_ical
from .json_ld import read_json_ld

LONGEST = timedelta(days=366)


def read(body: bytes, today: date | None = None) -> Reading:
    """Raise FetchError if there is nothing to be read. The problems are told in German."""
    text = _decoded(body)
    today = today or timezone.localdate()
    with translation.override(settings.LANGUAGE_CODE):
        reading = read_ical(text, today) if is_calendar(text) else read_json_ld(text, today)
        if not reading.is_known:
            raise FetchError("format")
        return _checked(reading, today)


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Old programs on Windows.
        return body.decode("cp1252", errors="replace")


def _checked(reading: Reading, today: date) -> Reading:
    """Each event once: of two with one UID, the later one in the file. Nothing that reckoning with days cannot bear."""
    by_uid = {event.uid: event for event in reading.events}
    reading.events = []
    for event in sorted(by_uid.values(), key=lambda event: (event.facts["first_date"], event.uid)):
        first, last = event.facts["first_date"], event.facts["ends_on"] or event.facts["first_date"]
        title = {"title": event.facts["title"]}
        if last - first > LONGEST:
            reading.problems.append(_("“%(title)s”: it lasts longer than a year.") % title)
        elif first - today > FURTHEST:
            reading.problems.append(_("“%(title)s”: it lies more than three years ahead.") % title)
        else:
            near = tuple(day for day in event.days if not day.new_start or _is_near(day.new_start, today))
            reading.events.append(replace(event, days=near))
    return reading


def _is_near(moment: datetime, today: date) -> bool:
    return abs(moment.date() - today) <= FURTHEST
