"""Reads iCalendar (RFC 5545) as Google, Nextcloud, Outlook and others write it.

Each event is parsed by itself, so that a broken one costs only itself. Time zones are known by their names: how a
calendar defines them is not computed, since that could take for ever, and unknown names mean German time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import islice, takewhile

from dateutil.rrule import rrulestr
from django.utils.translation import gettext as _
from icalendar import Event

from cms.common.text_cleaning import cleaned_text
from cms.recurrence.rule import WEEKDAYS
from cms.recurrence.zone import BERLIN, midnight
from directory.models import Offer

from ..models import ChangedDay, PartnerEvent
from .found import MOST_EVENTS, MOST_SINGLE_DATES, FoundDay, FoundEvent, Reading
from .text import fitting, web_address

AHEAD = timedelta(days=400)
# So far back, an endless rule that we cannot say is still unrolled.
OLDEST = timedelta(days=10 * 366)
MOST_SKIPPED = 60
# A rule that matches no day at all is only known to end in the year 9999, and takes a tenth of a second.
MOST_UNROLLED = 10
# Single days of series beside the dates themselves.
MOST_OVERRIDES = 200
LARGEST_EVENT = 50_000
# What parsers of dates and rules raise for nonsense.
BROKEN = (ValueError, TypeError, AttributeError, KeyError, OverflowError, IndexError)
# What Google and Outlook write where somebody shows only when they have time.
NO_TITLE = {
    *("", "busy", "free", "tentative", "away", "out of office", "working elsewhere"),
    *("belegt", "beschäftigt", "gebucht", "frei", "mit vorbehalt", "abwesend", "an anderem ort tätig"),
}
_FOLD = re.compile(r"\r?\n[ \t]")
_YEAR = re.compile(r"^DTSTART[^:\n]*:(\d{4})(\d\d)", re.M)
# Outlook's way of naming it.
_UNIVERSAL = re.compile(r'TZID="?tzone://Microsoft/Utc"?', re.I)
_POSITION = re.compile(r"(-?\d+)([A-Z]{2})\Z")
Status, Change = PartnerEvent.Status, ChangedDay.Change


class NotUnderstoodError(Exception):
    """The reason, as a part of a sentence."""


def is_calendar(text: str) -> bool:
    return "BEGIN:VCALENDAR" in text[:2000].upper()


def read_ical(text: str, today: date) -> Reading:
    # Half a calendar would take half of the dates away.
    reading = Reading(is_known="END:VCALENDAR" in text.upper())
    parts = islice(_parts(_UNIVERSAL.sub("TZID=UTC", text), today, reading), MOST_EVENTS + MOST_OVERRIDES)
    by_uid: dict[str, list[Part]] = {}
    for part in parts:
        by_uid.setdefault(part.uid, []).append(part)
    budget = iter(range(MOST_UNROLLED))
    for uid, of_one in by_uid.items():
        if len(reading.events) >= MOST_EVENTS:
            words = {"number": MOST_EVENTS}
            reading.problems.append(_("There are more than %(number)s dates. The rest is left out.") % words)
            break
        try:
            reading.events += _events_of(uid, of_one, today, budget)
        except NotUnderstoodError as reason:
            reading.problems.append(_problem(of_one[0].title, str(reason)))
        except BROKEN:
            reading.problems.append(_problem(of_one[0].title, _("it is not written as calendars are")))
    del reading.events[MOST_EVENTS:]
    return reading


@dataclass(frozen=True)
class Part:
    """One VEVENT. Times are German wall time; `recurrence` is the day of a series that it replaces."""

    uid: str
    title: str
    start: datetime
    end: datetime | None
    all_day: bool
    facts: dict
    is_cancelled: bool
    rule: str
    skipped: tuple[date, ...]
    extra: tuple[datetime, ...]
    recurrence: date | None
    # Whether its wall time is the German one in summer and in winter.
    is_german: bool


def _parts(text: str, today: date, reading: Reading) -> Iterator[Part]:
    for block in _blocks(_FOLD.sub("", text)):
        if _is_past(block, today):
            continue
        title = ""
        try:
            if len(block) > LARGEST_EVENT:
                raise NotUnderstoodError(_("it is too long"))
            event = Event.from_ical(block)
            title = fitting("title", event.get("summary", ""))
            yield _part(event, title)
        except NotUnderstoodError as reason:
            reading.problems.append(_problem(title, str(reason)))
        except BROKEN:
            reading.problems.append(_problem(title, _("it is not written as calendars are")))


def _blocks(text: str) -> Iterator[str]:
    """Yield each VEVENT without what is nested in it, such as alarms."""
    lines: list[str] = []
    depth = 0
    for line in text.splitlines():
        word = line.strip().upper()
        if word.startswith("BEGIN:"):
            if word == "BEGIN:VEVENT" and depth == 0:
                lines = ["BEGIN:VEVENT"]
                depth = 1
            elif depth:
                depth += 1
        elif word.startswith("END:") and depth:
            depth -= 1
            if depth == 0:
                yield "\r\n".join([*lines, "END:VEVENT", ""])
        elif depth == 1 and line:
            lines.append(line)


def _is_past(block: str, today: date) -> bool:
    """Whether a single date is over by the month, so that years of a calendar's past cost nothing."""
    found = _YEAR.search(block)
    if not found or "\nRRULE" in block or "\nRDATE" in block or "\nDTEND" in block and _lasts(block):
        return False
    long_ago = today - timedelta(days=62)
    return (int(found[1]), int(found[2])) < (long_ago.year, long_ago.month)


def _lasts(block: str) -> bool:
    """Whether it ends in another month than it begins."""
    ends = re.search(r"^DTEND[^:\n]*:(\d{6})", block, re.M)
    begins = re.search(r"^DTSTART[^:\n]*:(\d{6})", block, re.M)
    return bool(ends and begins and ends[1] != begins[1])


def _part(event: Event, title: str) -> Part:
    if str(event.get("class", "")).upper() in {"PRIVATE", "CONFIDENTIAL"}:
        raise NotUnderstoodError(_("it is marked as private"))
    if title.casefold() in NO_TITLE:
        raise NotUnderstoodError(_("it has no title"))
    begins = _one(event, "dtstart")
    if begins is None:
        raise NotUnderstoodError(_("it does not say when it begins"))
    start = _wall(begins)
    # Outlook on the web writes a whole day as one from midnight to midnight.
    is_marked = str(event.get("x-microsoft-cdo-alldayevent", "")).upper() == "TRUE"
    all_day = not isinstance(begins, datetime) or is_marked and start == midnight(start.date())
    rules = event.get("rrule")
    if isinstance(rules, list):
        raise NotUnderstoodError(_("it has more than one rule"))
    replaces = _one(event, "recurrence-id")
    if replaces is not None and "RANGE" in event["recurrence-id"].params:
        raise NotUnderstoodError(_("it changes all later dates of its series, too"))
    uid = cleaned_text(str(event.get("uid", ""))).strip() or f"{start.isoformat()} {title}"
    return Part(
        uid=uid if len(uid) <= 200 else sha256(uid.encode()).hexdigest(),
        title=title,
        start=start,
        end=_end(event, start, all_day),
        all_day=all_day,
        facts={
            "title": title,
            "summary": fitting("summary", event.get("description", "")),
            "place_key": Offer.CHANGING_PLACES,
            "place_name": fitting("place_name", event.get("location", "")),
            "url": web_address(event.get("url", "")),
        },
        is_cancelled=str(event.get("status", "")).upper() == "CANCELLED",
        rule=rules.to_ical().decode() if rules else "",
        skipped=tuple(sorted({_wall(each).date() for each in _many(event, "exdate")})),
        extra=tuple(_wall(each) for each in _many(event, "rdate")),
        recurrence=_wall(replaces).date() if replaces is not None else None,
        is_german=all_day or _is_german(begins),
    )


def _one(event: Event, name: str) -> date | datetime | None:
    found = event.get(name)
    if isinstance(found, list):
        raise NotUnderstoodError(_("it says twice when it is"))
    return found.dt if found is not None else None


def _many(event: Event, name: str) -> Iterator[date | datetime]:
    found = event.get(name)
    for group in found if isinstance(found, list) else [found] if found is not None else []:
        for each in group.dts:
            # A period has a start and an end.
            yield each.dt[0] if isinstance(each.dt, tuple) else each.dt


def _wall(moment: date | datetime) -> datetime:
    """Return the German wall time; a time without a zone is one already."""
    if not isinstance(moment, datetime):
        return midnight(moment)
    return moment.astimezone(BERLIN).replace(tzinfo=None) if moment.tzinfo else moment


def _is_german(moment: datetime) -> bool:
    if moment.tzinfo is None:
        return True
    days = (datetime(moment.year, month, 1, 12) for month in (1, 7))
    return all(moment.tzinfo.utcoffset(day) == BERLIN.utcoffset(day) for day in days)


def _end(event: Event, start: datetime, all_day: bool) -> datetime | None:
    ends = _one(event, "dtend")
    if ends is None and event.get("duration") is not None:
        length = event["duration"].dt
        if not isinstance(length, timedelta):
            raise NotUnderstoodError(_("it does not say how long it lasts"))
        end = start + length
    elif ends is None:
        return None
    else:
        end = _wall(ends)
    if all_day:
        # The end of a whole day is the day after (RFC 5545, section 3.6.1).
        end -= timedelta(days=1)
    return end if end > start else None


def _events_of(uid: str, parts: list[Part], today: date, budget: Iterator) -> list[FoundEvent]:
    """The events of a UID: a date or series, and the days of it that are otherwise."""
    masters = [part for part in parts if part.recurrence is None]
    others = {part.recurrence: part for part in parts if part.recurrence}
    # Of two versions of one event, the later one in the file counts.
    master = masters[-1] if masters else None
    if master is None:
        return [_single(f"{uid}#{day:%Y%m%d}", part, part.start) for day, part in others.items()]
    if not (master.rule or master.extra):
        return [] if (master.end or master.start).date() < today else [_single(uid, master, master.start)]
    timing = _rule_facts(master, today) if master.is_german and not master.extra else None
    if timing is None:
        return _unrolled(uid, master, others, today, budget)
    days = [_changed(day, part, master) for day, part in others.items() if day >= today]
    if timing["until"] and timing["until"] < today and not days:
        return []
    facts = _facts(master, master.start) | timing
    return [FoundEvent(uid, facts, tuple(day for day in days if day))]


def _facts(part: Part, start: datetime) -> dict:
    end = part.end and start + (part.end - part.start)
    lasts = bool(end) and end.date() != start.date()
    facts = {
        "first_date": start.date(),
        "starts_at": None if part.all_day else start.time(),
        "ends_at": None if part.all_day or not end else end.time(),
        "ends_on": end.date() if lasts else None,
        "all_day": part.all_day,
        "status": Status.CANCELLED if part.is_cancelled else Status.PLANNED,
        "frequency": "",
        "interval": 1,
        "weekdays": "",
        "positions": "",
        "until": None,
        "skipped_days": "",
    }
    return part.facts | facts


def _single(uid: str, part: Part, start: datetime) -> FoundEvent:
    return FoundEvent(uid, _facts(part, start))


def _changed(day: date, part: Part, master: Part) -> FoundDay | None:
    if part.is_cancelled:
        return FoundDay(day, Change.CANCELLED)
    usual = datetime.combine(day, master.start.time())
    place = part.facts["place_name"]
    is_elsewhere = place != master.facts["place_name"]
    if part.start == usual and not is_elsewhere:
        return None
    start = part.start.replace(tzinfo=BERLIN)
    end = part.end and part.end.replace(tzinfo=BERLIN)
    return FoundDay(day, Change.MOVED, start, end, place if is_elsewhere else "")


def _rule_facts(master: Part, today: date) -> dict | None:
    """Return the rule as our fields say it; None if they cannot."""
    rule = dict(each.split("=", 1) for each in master.rule.upper().split(";") if "=" in each)
    frequency, interval = rule.pop("FREQ", ""), _number(rule.pop("INTERVAL", "1"))
    days = [day for day in rule.pop("BYDAY", "").split(",") if day]
    setpos, week_start = rule.pop("BYSETPOS", ""), rule.pop("WKST", "MO")
    rule = {name: value for name, value in rule.items() if name not in {"UNTIL", "COUNT"}}
    own_day = WEEKDAYS[master.start.weekday()]
    if rule or not 1 <= interval <= 52:
        return None
    timing = None
    if frequency == "DAILY" and interval == 1 and set(days) <= set(WEEKDAYS) and not setpos:
        timing = {"frequency": "weekly", "weekdays": ",".join(days or WEEKDAYS)}
    elif frequency == "WEEKLY" and set(days) <= set(WEEKDAYS) and not setpos:
        days = days or [own_day]
        if interval == 1 or len(days) == 1 or week_start == "MO":
            timing = {"frequency": "weekly", "interval": interval, "weekdays": ",".join(days)}
    elif frequency == "MONTHLY" and interval == 1:
        timing = _monthly(days, setpos)
    if timing is None:
        return None
    skipped = [day for day in master.skipped if day >= today][:MOST_SKIPPED]
    written = ", ".join(f"{day:%d.%m.%Y}" for day in skipped)
    return timing | {"until": _until(master), "skipped_days": written}


def _monthly(days: list[str], setpos: str) -> dict | None:
    """The second Tuesday, written "2TU" or "TU" with a position."""
    if setpos and len(days) == 1 and days[0] in WEEKDAYS:
        days = [f"{setpos}{days[0]}"]
    found = [_POSITION.match(day) for day in days]
    if not found or not all(found):
        return None
    positions = {each[1] for each in found}
    weekdays = {each[2] for each in found}
    if not positions <= {"1", "2", "3", "4", "-1"} or not weekdays <= set(WEEKDAYS):
        return None
    if len(positions) > 1 and len(weekdays) > 1:
        return None
    return {
        "frequency": "monthly",
        "positions": ",".join(sorted(positions)),
        "weekdays": ",".join(sorted(weekdays)),
    }


def _until(master: Part) -> date | None:
    """The last day of a rule that ends."""
    if "UNTIL=" not in master.rule.upper() and "COUNT=" not in master.rule.upper():
        return None
    last = max(islice(_starts(master), 5000), default=None)
    return last.date() if last else master.start.date()


def _starts(master: Part) -> Iterator[datetime]:
    rule = master.rule.upper()
    if not re.match(r"(.*;)?FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)\b", rule) or re.search(
        r"BY(HOUR|MINUTE|SECOND)=", rule
    ):
        raise NotUnderstoodError(_("its rule repeats several times a day"))
    # Wall time: the end of a rule is in UTC, our start has no zone.
    rule = re.sub(r"UNTIL=(\d{8})(T\d{6}Z?)?", _until_in_wall_time, rule)
    try:
        return iter(rrulestr(rule, dtstart=master.start))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise NotUnderstoodError(_("its rule is not understood")) from error


def _until_in_wall_time(found: re.Match) -> str:
    if not found[2]:
        return f"UNTIL={found[1]}T235959"
    moment = datetime.strptime(f"{found[1]}{found[2][:7]}", "%Y%m%dT%H%M%S")
    if found[2].endswith("Z"):
        moment = moment.replace(tzinfo=UTC).astimezone(BERLIN)
    return f"UNTIL={moment:%Y%m%dT%H%M%S}"


def _unrolled(
    uid: str, master: Part, others: dict[date, Part], today: date, budget: Iterator
) -> list[FoundEvent]:
    """The next single dates of a rule that our fields cannot say."""
    if master.rule and master.start.date() < today - OLDEST:
        raise NotUnderstoodError(_("its rule began too long ago"))
    starts = {master.start, *master.extra}
    if master.rule:
        if next(budget, None) is None:
            raise NotUnderstoodError(_("its rule is not understood"))
        starts = set(master.extra)
        last = midnight(today + AHEAD)
        near = takewhile(lambda start: start <= last, islice(_starts(master), 5000))
        starts |= set(near)
    coming = sorted(start for start in starts if start.date() >= today and start.date() not in master.skipped)
    found = []
    for start in coming[:MOST_SINGLE_DATES]:
        part = others.get(start.date())
        shown = replace(part, facts=master.facts | part.facts) if part else master
        found.append(_single(f"{uid}#{start:%Y%m%d%H%M}", shown, part.start if part else start))
    return found


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0


def _problem(title: str, reason: str) -> str:
    return _("“%(title)s”: %(reason)s.") % {"title": title or _("without a title"), "reason": reason}
