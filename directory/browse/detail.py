"""One entry as its page shows it, made from its document alone."""

from urllib.parse import urlencode

from django.utils.translation import gettext as _

from cms.caching.content_version import cached
from cms.common import phones
from cms.media.models import SiteImage
from cms.recurrence.words import in_words, limits_in_words, next_in_words, upcoming_in_words

from ..domain.dates import is_overdue, parse_day, still_open
from ..domain.pause import paused_until
from ..models import MeetingPlace, Offer, OrganisationPage, PublicEntry
from ..models.places import ACCESS_FIELDS
from ..publishing.addresses import entry_url
from ..publishing.entry_document import offers_of, schedule_of
from ..publishing.terms import get_terms, names_of
from .list_item import badges_of, is_picture
from .opening_words import opening_in_words

MAP = "https://www.openstreetmap.org/"


def entry_detail(document: dict) -> dict:
    """Return what the template shows, every value in words."""
    terms = get_terms()
    places = [_place(place) for place in document["places"] if not place["is_hidden"]]
    offers = [_offer(offer, document["places"]) for offer in offers_of(document, {"active", "pausing"})]
    assured_on = parse_day(document["assured_on"])
    image = _image(document["logo"])
    return document | {
        "image": image,
        "is_picture": bool(image) and is_picture(image),
        "main_category": terms.categories.get(document["main_category"]),
        "categories": [each for key, each in terms.categories.items() if key in document["categories"]],
        "districts": [each for key, each in terms.districts.items() if key in document["districts"]],
        "target_groups": names_of(terms.target_groups, document["target_groups"]),
        "badges": badges_of(document),
        "offers": offers,
        "has_calendar": any(offer["next"] for offer in offers),
        "places": places,
        "has_hidden_place": any(place["is_hidden"] for place in document["places"]),
        "contacts": [_contact(contact) for contact in document["contacts"]],
        "ways_to_join": _ways_to_join(offers),
        "openings": [opening_in_words(each, terms) for each in document["openings"] if still_open(each)],
        "phone_text": phones.for_reading(document["phone"]),
        "parent": _link_to(document["parent_page"]),
        "map": _map(places),
        "facts": _facts(document),
        "paused_until": paused_until(document),
        "assured_on": assured_on,
        "is_overdue": is_overdue(assured_on),
        "changed_on": parse_day(document["last_published_at"]),
    }


def _offer(offer: dict, places: list[dict]) -> dict:
    schedule = schedule_of(offer)
    number = offer["place"]
    place = places[number] if number is not None and len(places) > 1 else None
    return offer | {
        "when": in_words(schedule),
        "limits": limits_in_words(schedule),
        "next": "" if offer["status"] == "pausing" else next_in_words(schedule),
        "later": [] if offer["status"] == "pausing" else upcoming_in_words(schedule)[1:],
        "is_pausing": offer["status"] == "pausing",
        "cost_text": cost_words(offer),
        "age_text": ages_in_words(offer["age_from"], offer["age_to"]),
        "place_name": (place.get("name") or street_line(place)) if place else "",
    }


def _ways_to_join(offers: list[dict]) -> list[dict]:
    ways = [{"name": offer["name"], "text": offer["how_to_join"]} for offer in offers if offer["how_to_join"]]
    if len({way["text"] for way in ways}) == 1:
        return [{"name": "", "text": ways[0]["text"]}]
    return ways


def cost_words(offer: dict) -> str:
    """Return "kostet etwas, 5 Euro", or "" when nobody said."""
    label = str(Offer.Cost(offer["cost"]).label) if offer["cost"] else ""
    return ", ".join(filter(None, [label, offer["cost_note"]]))


def ages_in_words(lowest: int | None, highest: int | None) -> str:
    if lowest and highest:
        return _("%(from)d to %(to)d years") % {"from": lowest, "to": highest}
    if lowest:
        return _("from %(from)d years") % {"from": lowest}
    if highest:
        return _("up to %(to)d years") % {"to": highest}
    return ""


def _place(place: dict) -> dict:
    access = place["access"]
    known = [name for name in ACCESS_FIELDS if name in access]
    return place | {
        "lines": [line for line in (street_line(place), place["addition"], town_line(place)) if line],
        "map_url": _map_url(place),
        "has": [access_label(name) for name in known if access[name]],
        "lacks": [access_label(name) for name in known if not access[name]],
        "unknown": [access_label(name) for name in ACCESS_FIELDS if name not in access] if known else [],
    }


def access_label(name: str) -> str:
    return str(MeetingPlace._meta.get_field(name).verbose_name)


def street_line(place: dict) -> str:
    return f"{place.get('street', '')} {place.get('house_number', '')}".strip()


def town_line(place: dict) -> str:
    return f"{place['postcode']} {place['city']}".strip()


def _map_url(place: dict) -> str:
    latitude, longitude = place["latitude"], place["longitude"]
    if latitude is not None and longitude is not None:
        return f"{MAP}?mlat={latitude}&mlon={longitude}#map=17/{latitude}/{longitude}"
    if place["street"] and town_line(place):
        return f"{MAP}search?" + urlencode({"query": f"{street_line(place)}, {town_line(place)}"})
    return ""


def _map(places: list[dict]) -> list[dict]:
    """Return `{position, name, lines}` of the places that may be shown and have a position."""
    return [
        {
            "position": [place["latitude"], place["longitude"]],
            "name": place["name"] or street_line(place),
            "lines": place["lines"] if place["name"] else place["lines"][1:],
        }
        for place in places
        if place["latitude"] is not None and place["longitude"] is not None
    ]


def _contact(contact: dict) -> dict:
    return contact | {"phone_text": phones.for_reading(contact.get("phone", ""))}


def _facts(document: dict) -> list[tuple[str, str]]:
    register = " ".join(filter(None, [document["register_court"], document["register_number"]]))
    form = document["legal_form"]
    facts = [
        (_("Official name"), document["legal_name"]),
        (_("Legal form"), str(OrganisationPage.LegalForm(form).label) if form else ""),
        (_("Register"), register),
        (_("Charitable"), _("yes") if document["is_charitable"] else ""),
        (_("Founded"), str(document["founded_year"] or "")),
        (_("Languages"), ", ".join(document["languages"])),
    ]
    return [(label, value) for label, value in facts if value]


def _image(key: int | None):
    return SiteImage.objects.prefetch_related("renditions").filter(pk=key).first() if key else None


def _link_to(page_id: int | None) -> dict | None:
    """Return `{name, url}` of an entry if everybody may see it."""
    if page_id is None:
        return None
    return cached(f"directory-entry-link:{page_id}", lambda: _fetch_link(page_id))


def sub_entries_of(page_id: int) -> list[dict]:
    """Return `{name, url}` of the public entries that name this one as what they are part of."""
    return cached(f"directory-sub-entries:{page_id}", lambda: _fetch_sub_entries(page_id))


def _fetch_sub_entries(page_id: int) -> list[dict]:
    entries = PublicEntry.objects.with_rare_facet("parent", [page_id]).with_address()
    return [{"name": entry.title, "url": entry_url(entry)} for entry in entries]


def _fetch_link(page_id: int) -> dict | None:
    entry = PublicEntry.objects.with_address().filter(page_id=page_id).first()
    return {"name": entry.title, "url": entry_url(entry)} if entry else None
