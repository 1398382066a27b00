"""What is announced, from each of its sources: event pages, clubs' dates, and the offers of public entries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db.models import Prefetch

from cms.recurrence.document import from_document
from cms.recurrence.holidays import Holidays
from cms.recurrence.schedule import Schedule
from cms.search.words import terms_of
from cms.towns.land import stored_land_of
from directory.models import Offer, PublicEntry
from directory.publishing.entry_document import offers_taking_place, pause_in

from ..models import EventPage, Occurrence, PartnerEvent, PublicEvent
from ..models.public_event import WORDS

Kind, Status = PublicEvent.Kind, Occurrence.Status
STATUS_OF_PAGE = {
    EventPage.Status.PLANNED: Status.ON,
    EventPage.Status.POSTPONED: Status.POSTPONED,
    EventPage.Status.CANCELLED: Status.CANCELLED,
}
STATUS_OF_PARTNER_EVENT = {
    PartnerEvent.Status.PLANNED: Status.ON,
    PartnerEvent.Status.FULL: Status.FULL,
    PartnerEvent.Status.CANCELLED: Status.CANCELLED,
}
NOWHERE = {
    "name": "",
    "street": "",
    "postcode": "",
    "city": "",
    "online_url": "",
    "latitude": None,
    "longitude": None,
    "step_free": None,
    "toilet": None,
}


@dataclass(frozen=True)
class Announcement:
    """Something dated, before it is stored. `source` names the columns of its source."""

    series: UUID
    # The path of the home page of its town and language.
    home_path: str
    source: dict
    kind: str
    title: str
    schedule: Schedule
    details: dict
    place: dict
    status: str = Status.ON
    about: str = ""
    organiser: PublicEntry | None = None
    facets: frozenset[tuple[str, int]] = field(default_factory=frozenset)

    @property
    def words(self) -> dict[str, str]:
        entry = self.organiser.words if self.organiser else None
        # Whoever finds an entry by its words finds its dates, too.
        names = f"{entry.names} {entry.short_names} {entry.labels} {entry.summary}" if entry else ""
        texts = (
            terms_of(self.title),
            terms_of(self.about),
            [*names.split(), *terms_of(self.details["organiser"])],
        )
        seen: set[str] = set()
        found = {}
        for name, terms in zip(WORDS, texts, strict=True):
            found[name] = " ".join(term for term in dict.fromkeys(terms) if term not in seen)
            seen |= set(terms)
        return found


def from_pages(pages: Iterable[EventPage]) -> Iterator[Announcement]:
    """Pages must be public; an alias beside its page announces nothing of its own."""
    for page in pages:
        if page.start and not _repeats_a_neighbour(page):
            yield _from_page(page)


def _repeats_a_neighbour(page: EventPage) -> bool:
    return bool(page.alias_of_id) and _home_path(page.alias_of) == _home_path(page)


def _from_page(page: EventPage) -> Announcement:
    organiser = getattr(page.organiser_entry, "record", None)
    district = {("district", page.district_id)} if page.district_id else set()
    return Announcement(
        series=page.translation_key,
        home_path=_home_path(page),
        source={"page_id": page.pk},
        kind=_kind(page.schedule),
        title=page.title,
        schedule=_in_its_land(page.schedule, page),
        status=STATUS_OF_PAGE[page.status],
        details={
            "summary": page.summary,
            "organiser": page.organiser or (organiser.title if organiser else ""),
            "price": "free" if page.is_free else "fee",
            "price_note": page.price,
            "age_from": page.age_from,
            "age_to": page.age_to,
            "image": page.share_image_id,
            "url": "",
            "status_note": "",
        },
        place=NOWHERE
        | {
            "name": page.place_name,
            "street": page.street,
            "postcode": page.postcode,
            "city": page.city,
            "online_url": page.online_url,
            "step_free": page.has_step_free_entrance,
            "toilet": page.has_wheelchair_toilet,
        },
        about=f"{page.summary}\n{page.place_name}",
        organiser=organiser,
        facets=frozenset(district | _facets_of(organiser, "category")),
    )


def from_entries(entries: Iterable[PublicEntry], holidays: Holidays) -> Iterator[Announcement]:
    """The offers with known dates and the clubs' own dates of entries (see `with_sources`)."""
    for entry in entries:
        for offer in offers_taking_place(entry.document):
            times = offer["schedule"]
            schedule = from_document(times, holidays if times["pauses_in_holidays"] else None)
            if schedule.has_dates:
                yield _from_offer(entry, offer, schedule)
        for announced in entry.page.announcements.all():
            schedule = _with_holidays(announced.schedule, holidays, entry.page)
            schedule = replace(schedule, pause=pause_in(entry.document))
            if announced.is_public and (schedule.has_dates or not schedule.is_recurring):
                yield _from_partner_event(entry, announced, schedule)


def with_sources(entries):
    """Fetch what `from_entries` reads; the number of queries does not grow with the rows."""
    announced = PartnerEvent.objects.select_related("picture").defer("picture__content")
    return entries.select_related("page", "words").prefetch_related(
        "facets", Prefetch("page__announcements", announced)
    )


def _from_offer(entry: PublicEntry, offer: dict, schedule: Schedule) -> Announcement:
    places = entry.document["places"]
    place = places[offer["place"]] if offer["place"] is not None else None
    return Announcement(
        series=UUID(offer["key"]),
        home_path=_home_path(entry.page),
        source={"entry_id": entry.pk},
        kind=Kind.REGULAR,
        title=offer["name"],
        schedule=schedule,
        details={
            "summary": offer["description"][:300],
            "organiser": entry.title,
            "price": offer["cost"],
            "price_note": offer["cost_note"],
            "age_from": offer["age_from"],
            "age_to": offer["age_to"],
            "image": None,
            "url": "",
            "status_note": "",
        },
        place=_meeting_place(place),
        about=offer["description"],
        organiser=entry,
        facets=_facets_of(entry, "category") | _facets_of(entry, "district"),
    )


def _from_partner_event(entry: PublicEntry, announced: PartnerEvent, schedule: Schedule) -> Announcement:
    return Announcement(
        series=announced.key,
        home_path=_home_path(entry.page),
        source={"entry_id": entry.pk, "partner_event_id": announced.pk},
        kind=_kind(schedule),
        title=announced.title,
        schedule=schedule,
        status=STATUS_OF_PARTNER_EVENT[announced.status],
        details={
            "summary": announced.summary,
            "organiser": entry.title,
            "price": announced.cost,
            "price_note": announced.cost_note,
            "age_from": announced.age_from,
            "age_to": announced.age_to,
            "image": announced.picture and announced.picture.image_id,
            "url": announced.url,
            "status_note": announced.status_note,
        },
        place=_place_of(announced, entry.document["places"]),
        about=f"{announced.summary}\n{announced.place_name}",
        organiser=entry,
        facets=_facets_of(entry, "category") | _facets_of(entry, "district"),
    )


def _with_holidays(schedule: Schedule, holidays: Holidays, page) -> Schedule:
    if schedule.pauses_in_holidays:
        schedule = replace(schedule, holidays=holidays)
    return _in_its_land(schedule, page)


def _in_its_land(schedule: Schedule, page) -> Schedule:
    """What is cached may be older than the transaction that writes."""
    if not schedule.pauses_on_public_holidays:
        return schedule
    return replace(schedule, holidays=replace(schedule.holidays, land=stored_land_of(page)))


def _place_of(announced: PartnerEvent, places: list[dict]) -> dict:
    """One of the club's own places if it is public, else the address of the date itself."""
    known = [place for place in places if not place["is_hidden"]]
    if announced.place_key == Offer.FIRST_PLACE:
        return _meeting_place(places[0] if places else None)
    chosen = next((place for place in known if place["key"] == announced.place_key), None)
    if chosen:
        return _meeting_place(chosen)
    return NOWHERE | {
        "name": announced.place_name,
        "street": announced.street,
        "postcode": announced.postcode,
        "city": announced.city,
        "online_url": announced.online_url,
    }


def _meeting_place(place: dict | None) -> dict:
    if place is None or place["is_hidden"]:
        return NOWHERE
    access = place["access"]
    return NOWHERE | {
        "name": place["name"],
        "street": f"{place['street']} {place['house_number']}".strip(),
        "postcode": place["postcode"],
        "city": place["city"],
        "latitude": place["latitude"],
        "longitude": place["longitude"],
        "step_free": access.get("has_step_free_entrance") or access.get("has_ramp"),
        "toilet": access.get("has_wheelchair_toilet"),
    }


def _facets_of(entry: PublicEntry | None, kind: str) -> frozenset[tuple[str, int]]:
    facets = entry.facets.all() if entry else ()
    return frozenset((facet.kind, facet.value) for facet in facets if facet.kind == kind)


def _kind(schedule: Schedule) -> str:
    """What comes back every few weeks is regular; a monthly date is rare enough to be special."""
    return Kind.REGULAR if schedule.frequency == "weekly" else Kind.SPECIAL


def _home_path(page) -> str:
    # The root, and the home page below it.
    return page.path[: 2 * page.steplen]
