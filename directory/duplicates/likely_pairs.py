"""Finds pairs of similar entries by what they share, which avoids comparing every pair."""

from collections.abc import Iterator
from itertools import combinations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ..models import DuplicatePair, OrganisationPage, Tombstone
from .lookup import organisation_of, surroundings
from .similarity import LIKELY, Organisation, Surroundings, likeness, words_of

# Anything shared by more entries than this means nothing.
LARGEST_BLOCK = 60
# As in `candidates`: typos rarely affect the first letters.
BEGINNING = 5


def find_likely_pairs() -> dict[str, int]:
    """Compare all entries and store pairs for a decision. Pairs marked as distinct stay so.

    Return how many await a decision (`pairs`).
    """
    found = dict(_likely_pairs(list(entries_to_compare())))
    with transaction.atomic():
        _store(found)
    return {"pairs": DuplicatePair.objects.to_decide().count()}


def entries_to_compare():
    """Each entry once per language, unless it was withdrawn, given up or merged."""
    merged = Tombstone.objects.filter(merged_into__isnull=False).values("public_id")
    is_in_use = Q(live=True) | Q(first_published_at=None) | Q(maintainership__hidden_on__isnull=False)
    pages = OrganisationPage.objects.filter(is_in_use, alias_of=None).exclude(public_id__in=merged)
    return (
        pages.select_related("maintainership")
        .prefetch_related("contact_people", "meeting_places")
        .order_by("pk")
        .iterator(chunk_size=500)
    )


def _likely_pairs(pages: list[OrganisationPage]) -> Iterator[tuple[tuple[int, int], int]]:
    around = surroundings()
    known = {page.pk: (page, organisation_of(page)) for page in pages}
    for one, other in _pairs_that_share([(key, each) for key, (_page, each) in known.items()], around):
        (page, mine), (other_page, theirs) = known[one], known[other]
        is_a_translation = page.translation_key == other_page.translation_key
        if _home_of(page) != _home_of(other_page) or is_a_translation or not (page.live or other_page.live):
            continue
        score = likeness(mine, theirs, around)
        if score >= LIKELY:
            yield (one, other), score


def _home_of(page: OrganisationPage) -> str:
    """The tree path of the entry's home page; each town has one per language."""
    return page.path[: 2 * page.steplen]


def _pairs_that_share(entries: list[tuple[int, Organisation]], around: Surroundings) -> set[tuple[int, int]]:
    blocks: dict[str, list[int]] = {}
    for key, entry in entries:
        for mark in _marks_of(entry, around):
            blocks.setdefault(mark, []).append(key)
    return {
        pair
        for block in blocks.values()
        if len(block) <= LARGEST_BLOCK
        for pair in combinations(sorted(block), 2)
    }


def _marks_of(entry: Organisation, around: Surroundings) -> set[str]:
    """Two entries are compared if they share contact details, a number, a word, or two common words."""
    marks = {*entry.emails, *entry.phones, entry.host} - around.common
    marks.add(f"register {entry.register_number}" if entry.register_number else "")
    for name in entry.names:
        words = words_of(name, around)
        beginnings = sorted({word[:BEGINNING] for word in words.all})
        marks |= {f"word {each}" for each in (*beginnings, words.initials, "".join(words.all))}
        marks |= {f"words {one} {other}" for one, other in combinations(beginnings[:8], 2)}
    return marks - {"", "word "}


def _store(found: dict[tuple[int, int], int]) -> None:
    stored = {(pair.one_id, pair.other_id): pair for pair in DuplicatePair.objects.all()}
    gone = [pair.pk for key, pair in stored.items() if key not in found and not pair.is_distinct]
    DuplicatePair.objects.filter(pk__in=gone).delete()
    new = {key: score for key, score in found.items() if key not in stored}
    # Entries may have been deleted during the comparison.
    pages = OrganisationPage.objects.filter(pk__in={key for pair in new for key in pair})
    left = set(pages.values_list("pk", flat=True))
    DuplicatePair.objects.bulk_create(
        [
            DuplicatePair(one_id=one, other_id=other, score=score, found_at=timezone.now())
            for (one, other), score in new.items()
            if {one, other} <= left
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
