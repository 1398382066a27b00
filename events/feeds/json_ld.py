"""Reads the events that a web page tells search engines (JSON-LD, https://schema.org/Event)."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from html.parser import HTMLParser

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from cms.recurrence.zone import BERLIN
from directory.models import Offer

from ..models import PartnerEvent
from .found import MOST_EVENTS, FoundEvent, Reading
from .text import fitting, web_address

DEEPEST = 6
_POSTCODE = re.compile(r"[0-9]{5}\Z")
Status = PartnerEvent.Status


class _Scripts(HTMLParser):
    """Collects the scripts of this kind."""

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.is_inside, self.found = False, []

    def handle_starttag(self, tag, attrs):
        kind = (dict(attrs).get("type") or "").casefold()
        self.is_inside = tag == "script" and kind.startswith("application/ld+json")
        if self.is_inside:
            self.found.append("")

    def handle_endtag(self, tag):
        self.is_inside = False

    def handle_data(self, data):
        if self.is_inside:
            self.found[-1] += data


def read_json_ld(text: str, today: date) -> Reading:
    reading = Reading()
    events = list(_events(text))
    reading.is_known = bool(events)
    for event in events:
        if len(reading.events) >= MOST_EVENTS:
            break
        title = fitting("title", _text(event.get("name")))
        try:
            found = _found(event, title)
        except (ValueError, TypeError, OverflowError):
            found = None
        if found is None:
            reason = _("“%(title)s”: it does not say when it begins.")
            reading.problems.append(reason % {"title": title or _("without a title")})
        elif not title:
            reading.problems.append(_("“%(title)s”: it has no title.") % {"title": _("without a title")})
        elif (found.facts["ends_on"] or found.facts["first_date"]) >= today:
            reading.events.append(found)
    return reading


def _events(text: str) -> Iterator[dict]:
    if text.lstrip()[:1] in "{[" and text.strip():
        scripts = [text]
    else:
        parser = _Scripts()
        parser.feed(text)
        scripts = parser.found
    for script in scripts:
        try:
            yield from _inside(json.loads(script))
        except (ValueError, RecursionError):
            continue


def _inside(thing, depth: int = 0) -> Iterator[dict]:
    """Yield the events of lists and graphs, however they are wrapped."""
    if depth > DEEPEST:
        return
    if isinstance(thing, list):
        for each in thing:
            yield from _inside(each, depth + 1)
    elif isinstance(thing, dict):
        kinds = thing.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(str(name).endswith(("Event", "Festival")) for name in names):
            yield thing
        for name in ("@graph", "itemListElement", "item", "event", "events", "subEvent", "mainEntity"):
            yield from _inside(thing.get(name), depth + 1)


def _found(event: dict, title: str) -> FoundEvent | None:
    start, all_day = _moment(event.get("startDate"))
    if start is None:
        return None
    end, _all_day = _moment(event.get("endDate"))
    if end and end <= start:
        end = None
    uid = _text(event.get("@id")) or _text(event.get("url")) or title
    key = sha256(f"{uid} {start.isoformat()}".encode()).hexdigest()
    facts = {
        "title": title,
        "summary": fitting("summary", _text(event.get("description"))),
        "url": web_address(_text(event.get("url"))),
        "first_date": start.date(),
        "starts_at": None if all_day else start.time(),
        "ends_at": end.time() if end and not all_day else None,
        "ends_on": end.date() if end and end.date() > start.date() else None,
        "all_day": all_day,
        "status": Status.CANCELLED if "Cancelled" in _text(event.get("eventStatus")) else Status.PLANNED,
        "frequency": "",
        "interval": 1,
        "weekdays": "",
        "positions": "",
        "until": None,
        "skipped_days": "",
    }
    if event.get("isAccessibleForFree") is True:
        facts["cost"] = Offer.Cost.FREE
    return FoundEvent(key, facts | _place(event.get("location")))


def _moment(value) -> tuple[datetime | None, bool]:
    """Return German wall time, and whether only a day is given."""
    text = _text(value).strip()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        day = parse_date(text)
        return (datetime.combine(day, datetime.min.time()), True) if day else (None, True)
    moment = parse_datetime(text)
    if moment is None:
        return None, False
    return (moment.astimezone(BERLIN).replace(tzinfo=None) if moment.tzinfo else moment), False


def _place(value) -> dict:
    place = value[0] if isinstance(value, list) and value else value
    facts = {"place_key": Offer.CHANGING_PLACES, "place_name": "", "street": "", "postcode": "", "city": ""}
    facts["online_url"] = ""
    if isinstance(place, str):
        return facts | {"place_name": fitting("place_name", place)}
    if not isinstance(place, dict):
        return facts
    if str(place.get("@type")) == "VirtualLocation":
        return facts | {"online_url": web_address(_text(place.get("url")))}
    facts["place_name"] = fitting("place_name", _text(place.get("name")))
    address = place.get("address")
    if isinstance(address, str):
        return facts | {"street": fitting("street", address)}
    if isinstance(address, dict):
        postcode = _text(address.get("postalCode")).strip()
        facts["street"] = fitting("street", _text(address.get("streetAddress")))
        facts["postcode"] = postcode if _POSTCODE.match(postcode) else ""
        facts["city"] = fitting("city", _text(address.get("addressLocality")))
    return facts


def _text(value) -> str:
    return value if isinstance(value, str) else ""
