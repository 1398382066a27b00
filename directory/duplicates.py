"""Entries that are probably the same organisation as a given one. Only people merge; this points them out."""

from dataclasses import dataclass

from django.db.models import Count, F
from django.db.models.functions import Lower
from wagtail.models import Site

from cms.core.caching import cached
from cms.core.models import TownSettings

from .addresses import entry_url
from .candidates import all_candidates, public_candidates
from .comparable import comparable_phone
from .folding import fold
from .models import District, OrganisationPage, PublicEntry
from .similarity import LIKELY, Organisation, Surroundings, likeness

LIMIT = 5
# So many share a telephone, an address or a host, and it is somebody else's: a firm's, a town hall's.
MANY = 4


@dataclass(frozen=True)
class Duplicate:
    """An entry that looks like the same; `score` from 0 to 100."""

    page_id: int
    name: str
    summary: str
    url: str
    score: int
    is_public: bool = True


def public_duplicates(wanted: Organisation, request=None, *, site: Site | None) -> list[Duplicate]:
    """Likely duplicates among what everybody may see in a town: for applicants, and nothing unpublished."""
    around = surroundings()
    alike = PublicEntry.objects.of_town(site).filter(pk__in=public_candidates(wanted, around, site))
    entries = alike.with_address()
    scored = ((likeness(wanted, _from_record(entry), around), entry) for entry in entries)
    return _best(
        Duplicate(entry.pk, entry.title, entry.document["summary"], entry_url(entry, request), score)
        for score, entry in scored
        if score >= LIKELY
    )


def duplicates_for_staff(
    wanted: Organisation, exclude: int | None = None, *, site: Site | None
) -> list[Duplicate]:
    """Likely duplicates among all entries of a town, drafts too, compared with what only staff may see."""
    around = surroundings()
    pages = OrganisationPage.objects.in_town(site).filter(pk__in=all_candidates(wanted, around, site))
    pages = (
        pages.exclude(pk=exclude)
        .select_related("stewardship")
        .prefetch_related("contact_people", "meeting_places")
    )
    scored = ((likeness(wanted, organisation_of(page), around), page) for page in pages)
    return _best(
        Duplicate(page.pk, page.title, page.summary, page.url or "", score, page.live)
        for score, page in scored
        if score >= LIKELY
    )


def surroundings() -> Surroundings:
    """The words that tell no organisation of this town from another, and those that do."""
    return cached("duplicates-surroundings", _surroundings)


def _surroundings() -> Surroundings:
    towns = TownSettings.objects.values_list("name", "city")
    town = {word for row in towns for name in row for word in fold(name).split()}
    places = {word for name in District.objects.values_list("name", flat=True) for word in fold(name).split()}
    return Surroundings(frozenset(town), frozenset(places - town), frozenset(_common_ways()))


def _common_ways() -> set[str]:
    """The town's own ways of contact, and those of so many entries that they tell none from another."""
    ways = {
        way
        for email, phone in TownSettings.objects.values_list("email", "phone")
        for way in (email.casefold(), comparable_phone(phone))
    }
    for way in (Lower("email"), F("phone"), F("website_host")):
        # An entry in three languages is one entry.
        originals = OrganisationPage.objects.filter(alias_of=None).order_by().values(way=way)
        shared = originals.annotate(entries=Count("translation_key", distinct=True))
        ways |= set(shared.filter(entries__gte=MANY).values_list("way", flat=True))
    return ways - {""}


def _from_record(entry: PublicEntry) -> Organisation:
    document = entry.document
    names = (document["short_name"], document["legal_name"])
    return Organisation.of(
        document["name"],
        names,
        [document["email"]],
        [document["phone"]],
        document["website"],
        (document["register_court"], document["register_number"]),
        [(place.get("latitude"), place.get("longitude")) for place in document["places"]],
    )


def organisation_of(page: OrganisationPage) -> Organisation:
    people = page.contact_people.all()
    keeper = getattr(page, "stewardship", None)
    emails = [page.email, keeper.keeper_email if keeper else "", *(person.email for person in people)]
    phones = [page.phone, *(person.phone for person in people)]
    return Organisation.of(
        page.title,
        (page.short_name, page.legal_name),
        emails,
        phones,
        page.website,
        (page.register_court, page.register_number),
        [(place.latitude, place.longitude) for place in page.meeting_places.all()],
    )


def _best(found) -> list[Duplicate]:
    return sorted(found, key=lambda each: (-each.score, each.name))[:LIMIT]
