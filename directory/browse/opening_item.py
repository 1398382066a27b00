"""A call for volunteers as a list item, from the public record of its entry."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import PublicOpening
from ..models.openings import WARNED_BEFORE
from ..publishing.addresses import entry_url, opening_url
from ..publishing.entry_document import is_step_free
from ..publishing.terms import Terms, names_of
from .call_signups import signup_of
from .opening_words import age_in_words, opening_in_words


def opening_item(opening: PublicOpening, terms: Terms, request=None) -> dict:
    """Return `{title, url, task, organisation, organisation_url, district, help, time_text, valid_until, signup, …}`.

    The row must come `with_entry()`.
    """
    entry, document = opening.entry, opening_in_words(opening.document, terms)
    entry.url_path = opening.url_path
    address = entry_url(entry, request)
    return {
        "title": document["title"],
        "url": opening_url(address, document),
        "task": document["task"],
        "organisation": entry.title,
        "organisation_url": address,
        "district": ", ".join(names_of(terms.districts, entry.document["districts"])),
        "help": ", ".join(document["help"]),
        "time_text": document["time_text"],
        "valid_until": document["valid_until"],
        "signup": signup_of(document["key"], request),
        "ending": _ending(document["valid_until"]),
        "badges": _badges(document, entry.document),
    }


def _badges(opening: dict, document: dict) -> list[dict]:
    """Return `{text, tone, icon}` of requirements that decide whether somebody can help."""
    home, step_free = _("possible from home"), _("step-free")
    certificate, age = _("police certificate needed"), age_in_words(opening)
    badges = [
        {"text": home, "tone": "brand", "icon": "home"} if opening["is_remote"] else None,
        {"text": step_free, "tone": "leaf", "icon": "wheelchair"} if is_step_free(document) else None,
        {"text": age, "tone": "", "icon": "people"} if age else None,
        {"text": certificate, "tone": "", "icon": "document"}
        if opening["needs_police_certificate"]
        else None,
    ]
    return [badge for badge in badges if badge]


def _ending(day: date) -> str:
    """Return for example "ends in 5 days" if it ends soon, else ""."""
    left = day - timezone.localdate()
    if left > WARNED_BEFORE:
        return ""
    if not left:
        return _("ends today")
    return ngettext("ends in %(n)d day", "ends in %(n)d days", left.days) % {"n": left.days}
