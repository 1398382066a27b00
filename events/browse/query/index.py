"""Which events have which property, as bitmaps in the process (see `directory.browse.index`)."""

from dataclasses import replace

from django.db.models import Q

from cms.search.key_lists import Keys
from directory.browse.index.bitmaps import Index
from directory.browse.index.kept import add_facets, index_of, keep
from directory.browse.index.offers import Ages, Offers, Plane

from ...models import EventFacet, PublicEvent
from ...models.public_event import EVENTS

# Columns of the event.
FLAGS = {"free": "is_free", "step_free": "is_step_free", "toilet": "has_wheelchair_toilet"}


def event_index(home: int) -> Index:
    """Return the index of the events of a tree. Three queries after any change of content and every day, else none."""
    return keep(("events", home), lambda: _index(home))


def _index(home: int) -> Index:
    events = PublicEvent.objects.in_tree(home)
    flags = {name: Q(**{column: True}) for name, column in FLAGS.items()}
    index = index_of(EVENTS, events.order_by("pk"), flags)
    add_facets(index, EventFacet.objects.filter(event__in=events.values("pk")), "event")
    ages: dict[Ages, int] = {}
    by_age = events.order_by().values("age_from", "age_to").annotate(members=Keys("pk"))
    for first, last, members in by_age.values_list("age_from", "age_to", "members"):
        ages[first, last] = index.bitmap(members)
    return replace(index, offers=Offers([Plane(ages=ages)], frozenset(("age",))))
