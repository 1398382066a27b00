"""Adds and removes sample entries in chunks."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.caching.content_version import refresh_content
from cms.towns.scope import town_of
from directory.models import DirectoryPage, Maintainership, OrganisationPage, Tombstone
from directory.workflow.bulk import publish_pages

from .inventing import SOURCE, Invention, Lists

CHUNK = 500
REMOVED_AT_ONCE = 200


class SampleError(Exception):
    """Says in words for the operator what is missing."""


def add_samples(count: int, on_progress: Callable[[int, int], None] = lambda done, wanted: None) -> int:
    """Make sure that samples 1 … `count` exist; return how many were added.

    Each chunk is a transaction, so an interrupted run can be continued. `on_progress` gets (done, total) after each.
    Raise SampleError if there is no directory or there are no terms to choose from.
    """
    directory = _live_directory()
    lists = _filled_lists(town_of(directory))
    there = {int(number) for number in _samples().values_list("source_id", flat=True)}
    missing = [number for number in range(1, count + 1) if number not in there]
    today = timezone.localdate()
    for start in range(0, len(missing), CHUNK):
        numbers = missing[start : start + CHUNK]
        with transaction.atomic():
            publish_pages(directory, [Invention(number, lists, today).page() for number in numbers])
            refresh_content()
        on_progress(start + len(numbers), len(missing))
    return len(missing)


def remove_samples(on_progress: Callable[[int, int], None] = lambda done, wanted: None) -> int:
    """Delete all samples in chunks; return how many there were. Real entries stay."""
    wanted, done = _samples().count(), 0
    while keys := list(_samples().values_list("page_id", flat=True)[:REMOVED_AT_ONCE]):
        with transaction.atomic():
            _remove(OrganisationPage.objects.filter(pk__in=keys))
            refresh_content()
        done += len(keys)
        on_progress(done, wanted)
    return done


def _samples():
    return Maintainership.objects.filter(source=SOURCE, source_id__regex=r"^\d+$")


def _live_directory() -> DirectoryPage:
    directory = DirectoryPage.objects.published().order_by("path").first()
    if directory is None:
        raise SampleError(_("There is no published directory page to which entries could be added."))
    return directory


def _filled_lists(town: Site | None) -> Lists:
    lists = Lists.fetch(town)
    if not (lists.categories and lists.districts):
        raise SampleError(_("Please enter categories and districts first; entries choose from them."))
    return lists


def _remove(pages) -> None:
    public_ids = list(pages.values_list("public_id", flat=True))
    pages.delete()
    # Nobody needs tombstones of invented entries.
    Tombstone.objects.filter(public_id__in=public_ids).delete()
