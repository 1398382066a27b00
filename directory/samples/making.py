"""Adds the sample entries that are missing, some hundred at a time."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.core.caching import refresh_content
from cms.core.towns import town_of

from ..models import DirectoryPage, Stewardship
from ..services.bulk import publish_pages
from .inventing import SOURCE, Invention, Lists

CHUNK = 500


class SampleError(Exception):
    """Says what is missing in words for whoever runs the command."""


def number_of_samples() -> int:
    return sample_stewardships().count()


def add_samples(count: int, told: Callable[[int, int], None] = lambda done, wanted: None) -> int:
    """Make sure that the samples 1 … `count` exist; return how many were added.

    Each few hundred are a transaction of their own: interrupted, it goes on where it stopped. `told` hears after
    each how many of how many are done. Raises SampleError where no directory or no words to choose from exist.
    """
    directory = _live_directory()
    lists = _filled_lists(town_of(directory))
    there = {int(number) for number in sample_stewardships().values_list("source_id", flat=True)}
    missing = [number for number in range(1, count + 1) if number not in there]
    today = timezone.localdate()
    for start in range(0, len(missing), CHUNK):
        numbers = missing[start : start + CHUNK]
        with transaction.atomic():
            publish_pages(directory, [Invention(number, lists, today).page() for number in numbers])
            refresh_content()
        told(start + len(numbers), len(missing))
    return len(missing)


def sample_stewardships():
    return Stewardship.objects.filter(source=SOURCE, source_id__regex=r"^\d+$")


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
