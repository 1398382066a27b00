"""An entry as a list item, from its record."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.media.row_pictures import add_pictures
from cms.recurrence.words import day_in_words, in_words

from ..domain.dates import is_overdue, parse_day, still_open
from ..domain.pause import paused_until
from ..models import Offer, PublicEntry
from ..publishing.addresses import entry_url
from ..publishing.entry_document import has_wheelchair_toilet, is_step_free, offers_taking_place, schedule_of
from ..publishing.terms import Terms, names_of

PICTURE_RATIO = 1.2


def entry_item(entry: PublicEntry, terms: Terms, request=None) -> dict:
    """Return plain values: `{public_id, name, url, summary, category, icon, image_id, district, next_time, …}`."""
    document = entry.document
    category = terms.categories.get(document["main_category"])
    return {
        "public_id": entry.public_id,
        "name": document["name"],
        "url": entry_url(entry, request),
        "summary": document["summary"],
        "category": category.name if category else "",
        "icon": category.icon if category else "",
        "image_id": document["logo"],
        "district": ", ".join(names_of(terms.districts, document["districts"])),
        "next_time": next_time(document),
        "badges": badges_of(document),
        "unconfirmed": unconfirmed_since(document),
        "published_at": entry.first_published_at,
    }


def add_tiles(items: list[dict]) -> None:
    """Add what stands beside the name of each item in a list: `tile`, with its picture and whether it is a photo.

    Two queries, however many have a picture.
    """
    add_pictures(items)
    for item in items:
        image = item["image"]
        item["tile"] = {
            "image": image,
            "is_picture": bool(image) and is_picture(image),
            "icon": item["icon"] or "people",
        }


def is_picture(image) -> bool:
    """Whether it shows people at work; anything less wide is a logo."""
    return image.width > image.height * PICTURE_RATIO


def badges_of(document: dict) -> list[dict]:
    """Return `{text, tone, icon}` of what people look for first."""
    badges = []
    if day := paused_until(document):
        words = _("Pause until %(day)s") % {"day": date_format(day, "DATE_FORMAT")}
        badges.append({"text": words, "tone": "warn", "icon": "info"})
    if is_step_free(document):
        badges.append({"text": _("step-free"), "tone": "leaf", "icon": "wheelchair"})
    if has_wheelchair_toilet(document):
        badges.append({"text": _("wheelchair-accessible toilet"), "tone": "leaf", "icon": "wheelchair"})
    if free := _what_is_free(document):
        badges.append({"text": free, "tone": "brand", "icon": "euro"})
    if any(still_open(opening) for opening in document["openings"]):
        badges.append({"text": _("seeks help"), "tone": "sun", "icon": "hand"})
    return badges


def _what_is_free(document: dict) -> str:
    """A donation is no fee, but nobody who has no money wants to be asked for one."""
    costs = {offer["cost"] for offer in offers_taking_place(document)}
    if Offer.Cost.FREE not in costs:
        return ""
    return _("free of charge") if costs == {Offer.Cost.FREE} else _("partly free of charge")


def next_time(document: dict) -> str:
    """Return the next meeting if it can be computed, else the rhythm."""
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
