import pytest

from directory.duplicates.choices import default_choice, merge_facts_of
from directory.duplicates.merging import merge_entries
from directory.tests.factories import make_entry
from tests.support.making import make_user

from .making import make_hours

pytestmark = pytest.mark.django_db


def test_hours_of_a_merged_club_go_on_under_the_one_that_stays_as_they_are_printed(directory, entry):
    kept = make_entry(directory, "Chor", phone="+49656112345")
    hours = make_hours(entry, "confirmed")
    seen = merge_facts_of(kept), merge_facts_of(entry)
    merge_entries(kept, entry, default_choice(*seen), by=make_user("chefin", is_superuser=True), seen=seen)
    hours.refresh_from_db()
    assert (hours.organisation_id, hours.club, hours.is_valid) == (kept.pk, "Chor am Markt", True)
