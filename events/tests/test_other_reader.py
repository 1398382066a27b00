"""What the API says of 200 random rules, a foreign library reads in the calendar to subscribe to."""

from datetime import date

import pytest
from django.utils import timezone

from events.models import ChangedDay, PublicEvent

from .other_reader import assert_both_agree
from .random_rules import Dice, make_rules

pytestmark = pytest.mark.django_db
# Ninety days from here, the clocks change.
BEFORE_SUMMER_TIME, BEFORE_WINTER_TIME = date(2030, 2, 11), date(2030, 9, 2)


@pytest.mark.parametrize("today", [BEFORE_SUMMER_TIME, BEFORE_WINTER_TIME], ids=["summer", "winter"])
def test_foreign_reader_and_api_agree_on_200_random_rules(client, directory, calendar, monkeypatch, today):
    monkeypatch.setattr(timezone, "localdate", lambda *args: today)
    make_rules(Dice(today.year + today.month), directory, calendar, today)
    assert PublicEvent.objects.count() > 150
    assert ChangedDay.objects.values_list("change").distinct().count() == 3
    assert assert_both_agree(client, today).total() > 1000
