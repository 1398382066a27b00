"""The sets of a directory's running calls for volunteers (see `entry_sets`)."""

from array import array

from django.db.models import Case, F, Value, When

from .choices import OPENING_FLAGS, OPENING_GROUPS
from .entry_sets import EntrySets, empty_sets, kept_sets
from .filters import openings_of
from .models import EntryFacet, OpeningFacet
from .models.public_opening import ADULT


def sets_of_openings(directory) -> EntrySets:
    """Return the sets, made anew after any change of content and every day. Four queries, mostly none."""
    return kept_sets(("openings", directory.pk), lambda: make_opening_sets(directory))


def make_opening_sets(directory) -> EntrySets:
    openings = openings_of(directory)
    rows = list(openings.in_order().values_list("pk", *_flags()))
    sets = empty_sets(row[0] for row in rows)
    sets.orders["ending"] = array("q", openings.in_order("ending").values_list("pk", flat=True))
    sets.add_flags((flag.name for flag in OPENING_FLAGS), rows)
    sets.add_facets(OpeningFacet.objects.all(), "opening")
    kinds = [group.kind for group in OPENING_GROUPS]
    # An entry's facets are those of its calls; the others have none.
    calls = EntryFacet.objects.filter(kind__in=kinds, entry__openings__isnull=False)
    sets.add_facets(calls, "entry__openings")
    return sets


def _flags() -> tuple:
    """In the order of `OPENING_FLAGS`."""
    of_age = Case(When(minimum_age__gte=ADULT, then=Value(0)), default=Value(1))
    return F("is_remote"), of_age, F("entry__is_wheelchair_accessible")
