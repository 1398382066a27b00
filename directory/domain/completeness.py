"""What an entry lacks of what people look for. The one rule for form, staff and mails."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from .places import CHANGING_PLACES
from .plain_text import to_text


class Part(models.TextChoices):
    """In the order in which they help."""

    TIMES = "times", _("times")
    PLACE = "place", _("place")
    PICTURE = "picture", _("picture")
    DESCRIPTION = "description", _("description")


# What the rule reads, by relation; "" is the entry itself.
READS = {
    "": ("logo", "description"),
    "offers": ("status", "frequency", "time_note", "place_key"),
    "meeting_places": ("name", "street"),
}


def missing_parts(facts: Mapping) -> list[Part]:
    """Return what is not there; `facts` has what `READS` names, such as a snapshot or the values of a form."""
    offers = [offer for offer in facts["offers"] if offer["status"] != "closed"]
    there = {
        Part.TIMES: any(offer["frequency"] or offer["time_note"] for offer in offers),
        Part.PLACE: _has_place(facts["meeting_places"], offers),
        Part.PICTURE: bool(facts["logo"]),
        Part.DESCRIPTION: bool(to_text(facts["description"] or "").strip()),
    }
    return [part for part in Part if not there[part]]


def _has_place(places: list, offers: list) -> bool:
    # A club that meets at changing places has no place to name.
    changes = bool(offers) and all(offer["place_key"] == CHANGING_PLACES for offer in offers)
    return changes or any(place["name"] or place["street"] for place in places)


def in_one_line(parts: list[Part]) -> str:
    """Return "Zeiten · Ort · Bild"."""
    return " · ".join(str(part.label) for part in parts)
