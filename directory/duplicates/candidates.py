"""Preselects entries worth comparing with an organisation, by what they share, without computing similarity."""

from heapq import nlargest

from django.db.models import QuerySet
from django.db.models.functions import Lower
from wagtail.models import Site

from cms.common.folding import fold

from ..models import ContactPerson, Maintainership, OrganisationPage, PublicEntry
from .similarity import Organisation, Surroundings, words_of

# A word shared by more entries than this means nothing.
MOST_CANDIDATES = 1000
# Each draft is read with its people and places.
MOST_DRAFTS = 100
# Typos rarely affect the first letters; if they do, parts of compounds still match.
BEGINNING, MOST_BEGINNINGS = 5, 20


def public_candidates(wanted: Organisation, around: Surroundings, site: Site | None) -> set[int]:
    """Return the keys of entries that share the beginning or end of a word, or contact details."""
    entries = PublicEntry.objects.of_town(site)
    alike = entries.with_any_word(_traces(wanted, around), are_beginnings=True)
    found = set(alike.values_list("pk", flat=True)[:MOST_CANDIDATES])
    return found | set(_reached_alike(wanted, around).values_list("pk", flat=True)[:MOST_CANDIDATES])


def all_candidates(wanted: Organisation, around: Surroundings, site: Site | None) -> set[int]:
    """The same, plus what public records lack: drafts, maintainers, people who are not shown."""
    maintainers = Maintainership.objects.alias(address=Lower("maintainer_email")).filter(
        address__in=wanted.emails
    )
    people = ContactPerson.objects.order_by().alias(address=Lower("email")).filter(address__in=wanted.emails)
    reached = maintainers.values("page").union(people.values("page"), all=True)
    found = public_candidates(wanted, around, site) | set(reached.values_list("page", flat=True))
    return found | set(_drafts(wanted, around, site))


def _traces(wanted: Organisation, around: Surroundings) -> set[str]:
    """Return the words of its names, and distinctive prefixes."""
    words = {word for name in wanted.names for word in _words(name, around)}
    return words | {word[:BEGINNING] for word in sorted(words - around.town)[:MOST_BEGINNINGS]}


def _words(name: str, around: Surroundings) -> tuple[str, ...]:
    """As written, and with abbreviations expanded."""
    return (*fold(name).split(), *words_of(name, around).all)


def _drafts(wanted: Organisation, around: Surroundings, site: Site | None) -> list[int]:
    """Return the keys of the drafts that share most.

    Their words are not indexed and an import brings thousands, so only the names are read.
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
    """Entries with the same contact details or register number, with one query each, to use its index."""
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
