"""A date as a list shows it: plain values, every one in words."""

from django.utils.formats import date_format, time_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from cms.pages.site_trees import languages
from cms.recurrence.occurrence import Occurrence as Moment
from cms.recurrence.occurrence_words import day_in_full, hours_in_words, when_in_full
from cms.recurrence.zone import BERLIN
from directory.browse.detail import ages_in_words, cost_words

from ..models import Occurrence
from .addresses import Addresses

Status = Occurrence.Status
# What does not take place as it once stood: it is struck through.
OFF = (Status.CANCELLED, Status.POSTPONED, Status.MOVED_AWAY)


def date_row(occurrence: Occurrence, addresses: Addresses) -> dict:
    """The inputs of the component `date_row.html`, of an occurrence loaded `for_list`."""
    event, document = occurrence.event, occurrence.event.document
    hours = hours_of(occurrence)
    return {
        **_short(occurrence, addresses),
        "day": moment_of(occurrence).first_day,
        "hours": hours,
        "when": _with_weekday(occurrence, hours),
        "summary": document["summary"],
        "organiser": document["organiser"],
        "place": place_words(occurrence),
        "is_special": occurrence.is_special,
        "note": note_of(occurrence),
        "change": change_in_words(occurrence),
        "is_free": event.is_free,
        "is_step_free": event.is_step_free,
        "ages": ages_in_words(document["age_from"], document["age_to"]),
        "price": "" if event.is_free else price_words(document),
        "image_id": document["image"],
    }


def month_row(occurrence: Occurrence, addresses: Addresses) -> dict:
    """What the grid of a month has room for."""
    begins = "" if occurrence.all_day else time_format(moment_of(occurrence).start.time(), "H:i")
    return _short(occurrence, addresses) | {"begins": begins}


def _short(occurrence: Occurrence, addresses: Addresses) -> dict:
    return {
        "key": occurrence.pk,
        "url": addresses.of(occurrence),
        "lang": _lang_if_foreign(occurrence),
        "title": occurrence.event.title,
        "is_off": occurrence.status in OFF,
        "status": status_badge(occurrence.status),
    }


def _lang_if_foreign(occurrence: Occurrence) -> str:
    """The language of title, summary and note, if it is not the one being read."""
    code = languages()[occurrence.source_locale]
    return "" if code == get_language() else code


def moment_of(occurrence: Occurrence) -> Moment:
    end = occurrence.end and occurrence.end.astimezone(BERLIN)
    return Moment(occurrence.start.astimezone(BERLIN), end, occurrence.all_day)


def hours_of(occurrence: Occurrence) -> str:
    if has_no_hour(occurrence):
        return _("no fixed hour")
    return hours_in_words(moment_of(occurrence))


def _with_weekday(occurrence: Occurrence, hours: str) -> str:
    """Beside a tile with the day; what takes several days names them itself."""
    if occurrence.last_day != occurrence.day:
        return hours
    return f"{date_format(occurrence.day, 'l')}, {hours}"


def when_of(occurrence: Occurrence) -> str:
    moment = moment_of(occurrence)
    return day_in_full(moment.first_day) if has_no_hour(occurrence) else when_in_full(moment)


def has_no_hour(occurrence: Occurrence) -> bool:
    """An offer may name its weekday only, which does not mean that it takes all day."""
    return occurrence.all_day and not occurrence.event.document["schedule"]["all_day"]


def place_words(occurrence: Occurrence) -> str:
    place = occurrence.event.document["place"]
    usual = place["name"] or place["street"] or (_("online") if place["online_url"] else "")
    return occurrence.place or usual


def price_words(document: dict) -> str:
    return cost_words({"cost": document["price"], "cost_note": document["price_note"]})


def note_of(occurrence: Occurrence) -> str:
    """Why it is as it is, if somebody has said so."""
    return occurrence.note or occurrence.event.document["status_note"]


def status_badge(status: str) -> dict | None:
    """Return `{text, tone}` of what differs from a date that simply takes place."""
    tone = {
        Status.CANCELLED: "danger",
        Status.POSTPONED: "warn",
        Status.MOVED_AWAY: "warn",
        Status.MOVED: "warn",
        Status.FULL: "info",
    }.get(status)
    text = {Status.MOVED_AWAY: pgettext("date", "moved")}.get(status) or Status(status).label
    return {"text": str(text), "tone": tone} if tone else None


def change_in_words(occurrence: Occurrence) -> str:
    """Where a moved date has gone, or from which day it has come."""
    if occurrence.status == Status.MOVED_AWAY and occurrence.moved_to:
        moved = Moment(
            occurrence.moved_to.astimezone(BERLIN), None, occurrence.event.document["schedule"]["all_day"]
        )
        return _("moved to %(when)s") % {"when": when_in_full(moved)}
    if occurrence.status == Status.MOVED:
        return _("instead of %(day)s") % {"day": day_in_full(occurrence.original_day)}
    return ""
