"""The sets of a directory's running calls for volunteers (see `entry_sets`)."""

from django.db.models import Q

from .choices import OPENING_GROUPS
from .entry_sets import EntrySets, kept_sets, sets_in_order
from .filters import openings_of
from .key_lists import ordered_keys
from .models import EntryFacet, OpeningFacet
from .models.public_opening import ADULT

# By the names of `OPENING_FLAGS`.
FLAGS = {
    "from_home": Q(is_remote=True),
    "minors": Q(minimum_age=None) | Q(minimum_age__lt=ADULT),
    "accessible": Q(entry__is_wheelchair_accessible=True),
}


def sets_of_openings(directory) -> EntrySets:
    """Return the sets, made anew after any change of content and every day. Four queries, mostly none."""
    return kept_sets(("openings", directory.pk), lambda: make_opening_sets(directory))


def make_opening_sets(directory) -> EntrySets:
    openings = openings_of(directory)
    sets = sets_in_order(openings.in_order(), **FLAGS)
    sets.orders["ending"] = ordered_keys(openings.in_order("ending"))["every"]
    sets.add_facets(OpeningFacet.objects.all(), "opening")
    kinds = [group.kind for group in OPENING_GROUPS]
    # An entry's facets are those of its calls; the others have none.
    calls = EntryFacet.objects.filter(kind__in=kinds, entry__openings__isnull=False)
    sets.add_facets(calls, "entry__openings")
    return sets
