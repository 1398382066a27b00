"""One entry as a row of a list, made from its record."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .addresses import entry_url
from .dates import is_overdue, parse_day, still_open
from .documents import has_wheelchair_toilet, is_step_free, offers_taking_place, schedule_of
from .models import PublicEntry
from .schedule_words import day_in_words, in_words
from .terms import Terms, names_of


def entry_row(entry: PublicEntry, terms: Terms, request=None) -> dict:
    """Return plain values: `{public_id, name, url, summary, category, icon, district, next_time, badges, …}`."""
    document = entry.document
    category = terms.categories.get(document["main_category"])
    return {
        "public_id": entry.public_id,
        "name": document["name"],
        "url": entry_url(entry, request),
        "summary": document["summary"],
        "category": category.name if category else "",
        "icon": category.icon if category else "",
        "district": ", ".join(names_of(terms.districts, document["districts"])),
        "next_time": next_time(document),
        "badges": badges_of(document),
        "unconfirmed": unconfirmed_since(document),
        "published_at": entry.first_published_at,
    }


def badges_of(document: dict) -> list[dict]:
    """Return `{text, tone, icon}` of what people look for first."""
    badges = []
    if is_step_free(document):
        badges.append({"text": _("step-free"), "tone": "leaf", "icon": "wheelchair"})
    if has_wheelchair_toilet(document):
        badges.append({"text": _("wheelchair-accessible toilet"), "tone": "leaf", "icon": "wheelchair"})
    if any(offer["cost"] == "free" for offer in offers_taking_place(document)):
        badges.append({"text": _("free of charge"), "tone": "brand", "icon": "euro"})
    if any(still_open(opening) for opening in document["openings"]):
        badges.append({"text": _("seeks help"), "tone": "sun", "icon": "hand"})
    return badges


def next_time(document: dict) -> str:
    """Return when the next meeting is, as far as anybody can know: the day it falls on, else the rhythm."""
    schedules = [schedule_of(offer) for offer in offers_taking_place(document)]
    starts = [(start, schedule) for schedule in schedules if (start := schedule.next_start())]
    if starts:
        start, first = min(starts, key=lambda pair: pair[0])
        return f"{in_words(first)} – {_('next on %(day)s') % {'day': day_in_words(start)}}"
    return next((in_words(schedule) for schedule in schedules if schedule.is_known), "")


def unconfirmed_since(document: dict) -> str:
    day = parse_day(document["assured_on"])
    if not day or not is_overdue(day):
        return ""
    return _("Not confirmed since %(month)s") % {"month": date_format(day, "F Y", use_l10n=False)}
