"""Builds what may be shown of an entry. The only code that reads a page's private fields for the public."""

from dataclasses import replace
from datetime import UTC, date, datetime

from django.utils import timezone

from cms.recurrence.document import from_document, to_document
from cms.recurrence.holidays import Holidays
from cms.recurrence.schedule import Schedule
from cms.towns.land import stored_land_of

from ..domain.dates import parse_day
from ..models.school_holiday import SchoolHoliday

VERSION = 1
PLAIN_FIELDS = (
    "legal_name",
    "short_name",
    "legal_form",
    "register_court",
    "register_number",
    "is_charitable",
    "founded_year",
    "summary",
    "description",
    "description_easy",
    "website",
    "email",
    "phone",
)
OFFER_FIELDS = (
    "name",
    "description",
    "status",
    "age_from",
    "age_to",
    "cost",
    "cost_note",
    "how_to_join",
)
OPENING_FIELDS = (
    "title",
    "task",
    "time_need",
    "is_remote",
    "minimum_age",
    "language_level",
    "needs_police_certificate",
    "training",
    "is_insured",
    "expenses",
    "places",
)


def build_document(page) -> dict:
    """Return the public JSON of an entry, identically from a stored page or a draft.

    It contains ids of terms, so that renaming a term does not affect entries.
    """
    places = list(page.meeting_places.all())
    return {
        "version": VERSION,
        "public_id": str(page.public_id),
        "name": page.title,
        **{name: getattr(page, name) for name in PLAIN_FIELDS},
        # As if there were none: nobody learns that there is one.
        "email": page.email if page.email_is_public else "",
        "logo": page.logo_id,
        "social_links": [{"name": link.name, "url": link.url} for link in page.social_links.all()],
        "languages": [name.strip() for name in page.languages.split(",") if name.strip()],
        "main_category": page.main_category_id,
        "categories": category_ids(page),
        "target_groups": sorted(group.pk for group in page.target_groups.all()),
        "districts": sorted(district.pk for district in page.districts.all()),
        "parent_page": page.parent_organisation_id,
        "places": [_place(place) for place in places],
        "offers": [_offer(offer, places, page) for offer in page.offers.all()],
        **_pause_days(page),
        "contacts": _contacts(page),
        "openings": [_opening(opening) for opening in page.openings.all()],
        "assured_on": _assured_on(page),
        "first_published_at": _moment(page.first_published_at),
        "last_published_at": _moment(page.last_published_at),
    }


def category_ids(page) -> list[int]:
    """Return the main category first, then the others."""
    further = sorted(
        category.pk for category in page.categories.all() if category.pk != page.main_category_id
    )
    return [page.main_category_id, *further] if page.main_category_id else further


def _place(place) -> dict:
    if not place.show_exact_address:
        # A name alone can reveal a home ("at the Müllers'"), so only the entry's districts remain.
        return {"is_hidden": True}
    return {
        "is_hidden": False,
        "key": str(place.key),
        "name": place.name,
        "street": place.street,
        "house_number": place.house_number,
        "addition": place.addition,
        "postcode": place.postcode,
        "city": place.city,
        "latitude": _number(place.latitude),
        "longitude": _number(place.longitude),
        "public_transport": place.public_transport,
        "access": place.access,
    }


def _offer(offer, places: list, page) -> dict:
    place = offer.place_among(places)
    return {
        "key": str(offer.key),
        **{name: getattr(offer, name) for name in OFFER_FIELDS},
        "place": places.index(place) if place else None,
        "schedule": to_document(replace(_in_its_land(offer.schedule, page), pause=pause_of(page))),
    }


def pause_of(page) -> tuple[date, date] | None:
    """Return first and last day of the entry's last pause, which may be over."""
    kept = getattr(page, "maintainership", None)
    return (kept.paused_from, kept.paused_until) if kept and kept.paused_until else None


def pause_in(document: dict) -> tuple[date, date] | None:
    """The same from a record."""
    first, last = (parse_day(document.get(name)) for name in ("paused_from", "paused_until"))
    return (first, last) if first and last else None


def _pause_days(page) -> dict[str, str | None]:
    first, last = pause_of(page) or (None, None)
    return {"paused_from": first and first.isoformat(), "paused_until": last and last.isoformat()}


def _in_its_land(schedule: Schedule, page) -> Schedule:
    if not schedule.pauses_on_public_holidays:
        return schedule
    return replace(schedule, holidays=Holidays(land=stored_land_of(page)))


def schedule_of(offer: dict) -> Schedule:
    """Return the time of an offer of a record, with the school holidays if its dates depend on them."""
    times = offer["schedule"]
    return from_document(times, SchoolHoliday.objects.holidays() if times["pauses_in_holidays"] else None)


def is_step_free(document: dict) -> bool:
    """Whether somebody on wheels gets in somewhere. Of toilets it says nothing: see `has_wheelchair_toilet`."""
    return any(map(_is_step_free, _access(document)))


def _is_step_free(access: dict[str, bool]) -> bool:
    return bool(access.get("has_step_free_entrance") or access.get("has_ramp"))


def is_offer_step_free(offer: dict, document: dict) -> bool:
    """The same for the place of one offer. Of a place that is hidden or changes, nobody knows."""
    return offer["place"] is not None and _is_step_free(document["places"][offer["place"]].get("access", {}))


def has_wheelchair_toilet(document: dict) -> bool:
    return any(place.get("has_wheelchair_toilet") for place in _access(document))


def _access(document: dict) -> list[dict[str, bool]]:
    return [place.get("access", {}) for place in document["places"]]


def offers_of(document: dict, statuses: set[str]) -> list[dict]:
    return [offer for offer in document["offers"] if offer["status"] in statuses]


def offers_taking_place(document: dict) -> list[dict]:
    """Return the active offers whose last day has not passed."""
    return [offer for offer in offers_of(document, {"active"}) if not _has_ended(offer["schedule"])]


def _has_ended(times: dict) -> bool:
    # As `Schedule.has_ended`, without reading all of it for each row of a list.
    return bool(times["until"]) and times["until"] < timezone.localdate().isoformat()


def _contacts(page) -> list[dict]:
    shown = [(person.role, person.public_facts) for person in page.contact_people.all()]
    return [{"role": role, **facts} for role, facts in shown if facts]


def _opening(opening) -> dict:
    return {
        "key": str(opening.key),
        **{name: getattr(opening, name) for name in OPENING_FIELDS},
        "help_types": sorted(help_type.pk for help_type in opening.help_types.all()),
        "hours_per_week": _number(opening.hours_per_week),
        "valid_until": opening.valid_until.isoformat(),
    }


def has_no_maintainer(page) -> bool:
    """Whether nobody of the organisation keeps its entry, so that its page asks for somebody."""
    maintainership = getattr(page, "maintainership", None)
    return not (maintainership and maintainership.has_maintainer)


def _assured_on(page) -> str | None:
    maintainership = getattr(page, "maintainership", None)
    return maintainership.assured_on.isoformat() if maintainership and maintainership.assured_on else None


def _moment(value: datetime | None) -> str | None:
    return value and value.astimezone(UTC).isoformat()


def _number(value) -> float | None:
    return None if value is None else float(value)
