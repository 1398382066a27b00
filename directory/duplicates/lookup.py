"""Probable duplicates of an organisation. These are only suggestions; people decide about merging."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F
from django.db.models.functions import Lower
from wagtail.models import Site

from cms.caching.content_version import cached
from cms.common.folding import fold
from cms.towns.models import TownSettings

from ..domain.comparable import comparable_phone
from ..models import District, OrganisationPage, PublicEntry
from ..publishing.addresses import entry_url
from .candidates import all_candidates, public_candidates
from .similarity import LIKELY, Organisation, Surroundings, likeness

LIMIT = 5
# Contact details shared by this many entries belong to somebody else: a company, a town hall.
MANY = 4


@dataclass(frozen=True)
class Duplicate:
    """A probable duplicate; `score` from 0 to 100."""

    page_id: int
    public_id: UUID
    name: str
    summary: str
    url: str
    score: int
    is_public: bool = True


def public_duplicates(wanted: Organisation, request=None, *, site: Site | None) -> list[Duplicate]:
    """Probable duplicates among a town's public entries, for applicants. Reveals nothing unpublished."""
    around = surroundings()
    alike = PublicEntry.objects.of_town(site).filter(pk__in=public_candidates(wanted, around, site))
    entries = alike.with_address()
    scored = ((likeness(wanted, _from_record(entry), around), entry) for entry in entries)
    return _best(
        Duplicate(
            entry.pk,
            entry.public_id,
            entry.title,
            entry.document["summary"],
            entry_url(entry, request),
            score,
        )
        for score, entry in scored
        if score >= LIKELY
    )


def duplicates_for_staff(
    wanted: Organisation, exclude: int | None = None, *, site: Site | None
) -> list[Duplicate]:
    """Probable duplicates among all entries of a town, drafts included, using data that only staff may see."""
    around = surroundings()
    pages = OrganisationPage.objects.in_town(site).filter(pk__in=all_candidates(wanted, around, site))
    pages = (
        pages.exclude(pk=exclude)
        .select_related("maintainership")
        .prefetch_related("contact_people", "meeting_places")
    )
    scored = ((likeness(wanted, organisation_of(page), around), page) for page in pages)
    return _best(
        Duplicate(page.pk, page.public_id, page.title, page.summary, page.url or "", score, page.live)
        for score, page in scored
        if score >= LIKELY
    )


def surroundings() -> Surroundings:
    """Which words and contact details are too common in this town to tell organisations apart."""
    return cached("duplicates-surroundings", _surroundings)


def _surroundings() -> Surroundings:
    towns = TownSettings.objects.values_list("name", "city")
    town = {word for row in towns for name in row for word in fold(name).split()}
    places = {word for name in District.objects.values_list("name", flat=True) for word in fold(name).split()}
    return Surroundings(frozenset(town), frozenset(places - town), frozenset(_common_ways()))


def _common_ways() -> set[str]:
    """The town's own contact details, and those that many entries share."""
    ways = {
        way
        for email, phone in TownSettings.objects.values_list("email", "phone")
        for way in (email.casefold(), comparable_phone(phone))
    }
    for way in (Lower("email"), F("phone"), F("website_host")):
        # Translations of an entry count once.
        originals = OrganisationPage.objects.filter(alias_of=None).order_by().values(way=way)
        shared = originals.annotate(entries=Count("translation_key", distinct=True))
        ways |= set(shared.filter(entries__gte=MANY).values_list("way", flat=True))
    return ways - {""}


def _from_record(entry: PublicEntry) -> Organisation:
    document = entry.document
    return Organisation.of(
        document["name"],
        (document["short_name"], document["legal_name"]),
        [document["email"]],
        [document["phone"]],
        document["website"],
        (document["register_court"], document["register_number"]),
        [(place.get("latitude"), place.get("longitude")) for place in document["places"]],
    )


def organisation_of(page: OrganisationPage) -> Organisation:
    people = page.contact_people.all()
    maintainer = getattr(page, "maintainership", None)
    kept_by = [maintainer.maintainer_email] if maintainer else []
    return Organisation.of(
        page.title,
        (page.short_name, page.legal_name),
        [page.email, *kept_by, *(person.email for person in people)],
        [page.phone, *(person.phone for person in people)],
        page.website,
        (page.register_court, page.register_number),
        [(place.latitude, place.longitude) for place in page.meeting_places.all()],
    )


def _best(found) -> list[Duplicate]:
    return sorted(found, key=lambda each: (-each.score, each.name))[:LIMIT]
