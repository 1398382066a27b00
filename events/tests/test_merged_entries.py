from datetime import timedelta

import pytest
from django.utils import timezone

from directory.duplicates.choices import default_choice, merge_facts_of
from directory.duplicates.merging import merge_entries
from directory.tests.factories import make_directory, make_entry
from events.models import DatePicture, EventFeed, Occurrence, PartnerEvent, TrustedOrganiser
from tests.support.making import make_user

from .making import make_date_picture

pytestmark = pytest.mark.django_db


def test_dates_of_a_merged_club_go_on_under_the_one_that_stays(db):
    directory = make_directory()
    kept, gone = make_entry(directory, "Chor"), make_entry(directory, "Chor Nord")
    boss = make_user("chefin", is_superuser=True)
    TrustedOrganiser.objects.create(page=gone)
    EventFeed.objects.create(page=gone, url="https://chor.example/termine.ics")
    tomorrow = timezone.localdate() + timedelta(days=1)
    picture = make_date_picture(gone)
    PartnerEvent.objects.create(
        organisation=gone, title="Konzert", first_date=tomorrow, state="public", picture=picture
    )

    seen = merge_facts_of(kept), merge_facts_of(gone)
    merge_entries(kept, gone, default_choice(*seen), by=boss, seen=seen)

    shown = Occurrence.objects.get()
    assert (shown.event.title, shown.event.organiser_id) == ("Konzert", kept.pk)
    assert DatePicture.objects.get().page_id == EventFeed.objects.get().page_id == kept.pk
    assert not TrustedOrganiser.objects.filter(page=kept).exists()
