import pytest
from django.db.models import Q

from cms.search.key_lists import ordered_keys
from directory.models import PublicEntry

from .factories import make_entry

pytestmark = pytest.mark.django_db


def test_keys_keep_the_order_of_their_rows(directory):
    keys = {title: make_entry(directory, title).pk for title in ("Mitte", "Ende", "Anfang")}
    entries = PublicEntry.objects.below(directory).order_by("-sort_name")
    found = ordered_keys(entries, late=~Q(title="Anfang"), none=Q(title="nichts"))
    assert {name: list(some) for name, some in found.items()} == {
        "every": [keys["Mitte"], keys["Ende"], keys["Anfang"]],
        "late": [keys["Mitte"], keys["Ende"]],
        "none": [],
    }
    assert list(ordered_keys(entries.none())["every"]) == []
