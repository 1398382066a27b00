"""Which entries are worth comparing with a given organisation: those that share something, found without comparing."""

from heapq import nlargest

from django.db.models import QuerySet
from django.db.models.functions import Lower
from wagtail.models import Site

from .folding import fold
from .models import ContactPerson, OrganisationPage, PublicEntry, Stewardship
from .similarity import Organisation, Surroundings, words_of

# More entries than that share a word only where the word tells nothing.
MOST_CANDIDATES = 1000
# Each of them is read with its people and places.
MOST_DRAFTS = 100
# A slip of the pen is rarely in the first letters; if it is, the parts of compounds are alike.
BEGINNING, MOST_BEGINNINGS = 5, 20


def public_candidates(wanted: Organisation, around: Surroundings, site: Site | None) -> set[int]:
    """Return the keys of entries that share the beginning or end of a word, or a way of contact."""
    entries = PublicEntry.objects.of_town(site)
    alike = entries.with_any_word(_traces(wanted, around), are_beginnings=True)
    found = set(alike.values_list("pk", flat=True)[:MOST_CANDIDATES])
    return found | set(_reached_alike(wanted, around).values_list("pk", flat=True)[:MOST_CANDIDATES])


def all_candidates(wanted: Organisation, around: Surroundings, site: Site | None) -> set[int]:
    """The same with what the public records do not hold: drafts, keepers, people who are not shown."""
    keepers = Stewardship.objects.alias(address=Lower("keeper_email")).filter(address__in=wanted.emails)
    people = ContactPerson.objects.order_by().alias(address=Lower("email")).filter(address__in=wanted.emails)
    reached = keepers.values("page").union(people.values("page"), all=True)
    found = public_candidates(wanted, around, site) | set(reached.values_list("page", flat=True))
    return found | set(_drafts(wanted, around, site))


def _traces(wanted: Organisation, around: Surroundings) -> set[str]:
    """Return the words of its names, and how those begin that tell something."""
    words = {word for name in wanted.names for word in _words(name, around)}
    return words | {word[:BEGINNING] for word in sorted(words - around.town)[:MOST_BEGINNINGS]}


def _words(name: str, around: Surroundings) -> tuple[str, ...]:
    """As they are written, and with short forms written out."""
    return (*fold(name).split(), *words_of(name, around).all)


def _drafts(wanted: Organisation, around: Surroundings, site: Site | None) -> list[int]:
    """Return the keys of the drafts that share most.

    Nothing indexes their words, and an import brings thousands: of each only the names are read.
    """
    traces = _traces(wanted, around)
    drafts = OrganisationPage.objects.in_town(site).filter(record=None).order_by()
    names = drafts.values_list("pk", "title", "short_name", "legal_name").iterator()
    shared = ((_shared_letters(traces, " ".join(each), around), pk) for pk, *each in names)
    return [pk for letters, pk in nlargest(MOST_DRAFTS, shared) if letters]


def _shared_letters(traces: set[str], name: str, around: Surroundings) -> int:
    text = " ".join(_words(name, around))
    return sum(len(trace) for trace in traces if trace in text)


def _reached_alike(wanted: Organisation, around: Surroundings) -> QuerySet[OrganisationPage]:
    """Entries with a way of contact or a register number of the wanted one; each is asked for by its index."""
    pages = OrganisationPage.objects.order_by()
    host = wanted.host if wanted.host not in around.common else ""
    number = wanted.register_number
    emails, phones = wanted.emails - around.common, wanted.phones - around.common
    ways = [
        pages.alias(address=Lower("email")).filter(address__in=emails) if emails else pages.none(),
        pages.filter(phone__in=phones) if phones else pages.none(),
        pages.filter(website_host=host) if host else pages.none(),
        pages.filter(register_digits=number) if number else pages.none(),
    ]
    return pages.none().union(*(way.values("pk") for way in ways))
