"""Takes the sample entries away again."""

from collections.abc import Callable

from django.db import transaction

from cms.core.caching import refresh_content

from ..models import OrganisationPage, Tombstone
from .making import number_of_samples, sample_stewardships

CHUNK = 200


def remove_samples(told: Callable[[int, int], None] = lambda done, wanted: None) -> int:
    """Delete all of them, some at a time, and return how many there were. What people entered stays."""
    wanted, done = number_of_samples(), 0
    while keys := list(sample_stewardships().values_list("page_id", flat=True)[:CHUNK]):
        with transaction.atomic():
            _remove(OrganisationPage.objects.filter(pk__in=keys))
            refresh_content()
        done += len(keys)
        told(done, wanted)
    return done


def _remove(pages) -> None:
    public_ids = list(pages.values_list("public_id", flat=True))
    pages.delete()
    # Nobody need be told that something invented is gone.
    Tombstone.objects.filter(public_id__in=public_ids).delete()
