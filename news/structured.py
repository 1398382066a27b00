"""News and events as schema.org data: what search engines read says what people read."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from cms.core.frame import get_frame

from . import wording
from .recurrence import Occurrence, Repeats, Schedule

CONTEXT = "https://schema.org"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVENT_STATUS = {
    "planned": f"{CONTEXT}/EventScheduled",
    "postponed": f"{CONTEXT}/EventPostponed",
    "cancelled": f"{CONTEXT}/EventCancelled",
}


def news_article(news, request: HttpRequest) -> dict:
    url = _absolute(news, request)
    publisher = _office(request)
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "NewsArticle",
            "headline": news.title,
            "description": news.summary,
            "datePublished": news.date.isoformat(),
            "dateModified": news.as_of and news.as_of.isoformat(),
            "author": {"@type": "Person", "name": news.author} if news.author else publisher,
            "publisher": publisher,
            "articleSection": [category.name for category in news.categories.all()],
            "image": _image(news, request),
            "url": url,
            "mainEntityOfPage": url,
            "inLanguage": request.LANGUAGE_CODE if hasattr(request, "LANGUAGE_CODE") else None,
        }
    )


def event(page, request: HttpRequest) -> dict:
    schedule = page.schedule
    dates = wording.next_occurrences(page, timezone.now())
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "Event",
            "name": page.title,
            "description": page.summary,
            **_times(page.shown_occurrence()),
            "eventStatus": EVENT_STATUS[page.status],
            "eventAttendanceMode": f"{CONTEXT}/{_attendance_mode(page)}",
            "location": _locations(page),
            "organizer": _organiser(page, request),
            "isAccessibleForFree": page.is_free,
            "offers": _offer(page),
            "eventSchedule": _repetition(schedule),
            "subEvent": [{"@type": "Event", "name": page.title, **_times(each)} for each in dates],
            "image": _image(page, request),
            "url": _absolute(page, request),
        }
    )


def _times(occurrence: Occurrence) -> dict:
    if occurrence.all_day:
        return {
            "startDate": occurrence.first_day.isoformat(),
            "endDate": occurrence.last_day.isoformat(),
        }
    times = {"startDate": occurrence.start.isoformat()}
    return times | ({"endDate": occurrence.end.isoformat()} if occurrence.end else {})


def _repetition(schedule: Schedule) -> dict | None:
    if not schedule.is_recurring:
        return None
    is_weekly = schedule.repeats == Repeats.WEEKLY
    return _filled(
        {
            "@type": "Schedule",
            "startDate": schedule.start.date().isoformat(),
            "endDate": schedule.until and schedule.until.isoformat(),
            "startTime": None if schedule.all_day else f"{schedule.start:%H:%M:%S}",
            "endTime": f"{schedule.end:%H:%M:%S}" if schedule.end and not schedule.all_day else None,
            "repeatFrequency": f"P{schedule.every}W" if is_weekly else "P1M",
            "byDay": f"{CONTEXT}/{DAYS[schedule.start.weekday()]}",
            "byMonthWeek": None if is_weekly else _week_of_month(schedule),
            "exceptDate": [_except_date(start, schedule) for start in schedule.excluded_starts()],
            "scheduleTimezone": "Europe/Berlin",
        }
    )


def _week_of_month(schedule: Schedule) -> int:
    return -1 if schedule.repeats == Repeats.MONTHLY_LAST else schedule.nth


def _except_date(start: datetime, schedule: Schedule) -> str:
    return start.date().isoformat() if schedule.all_day else start.isoformat()


def _locations(page) -> list[dict]:
    places = []
    if page.place_name:
        address = {"@type": "PostalAddress", "streetAddress": page.street, "postalCode": page.postcode}
        address |= {"addressLocality": page.city, "addressCountry": "DE"}
        place = {"@type": "Place", "name": page.place_name}
        places.append(place | ({"address": _filled(address)} if page.address else {}))
    if page.online_url:
        places.append({"@type": "VirtualLocation", "url": page.online_url})
    return places


def _attendance_mode(page) -> str:
    if page.online_url:
        return "MixedEventAttendanceMode" if page.place_name else "OnlineEventAttendanceMode"
    return "OfflineEventAttendanceMode"


def _offer(page) -> dict | None:
    """A price only where it is certain: the words of an editor are not a number."""
    return {"@type": "Offer", "price": 0, "priceCurrency": "EUR"} if page.is_free else None


def _organiser(page, request: HttpRequest) -> dict | None:
    return {"@type": "Organization", "name": page.organiser} if page.organiser else _office(request)


def _office(request: HttpRequest) -> dict | None:
    frame = get_frame(request)
    name = frame and (frame.town.organisation or frame.town.name)
    return {"@type": "Organization", "name": name} if name else None


def _image(page, request: HttpRequest) -> list[str]:
    rendition = page.share_image and page.share_image.for_sharing
    return [request.build_absolute_uri(rendition.url)] if rendition else []


def _absolute(page, request: HttpRequest) -> str:
    return request.build_absolute_uri(page.get_url(request))


def _filled(data: dict) -> dict:
    """Leave out what nobody has said; False and 0 are statements."""
    return {name: value for name, value in data.items() if value not in (None, "", [])}
