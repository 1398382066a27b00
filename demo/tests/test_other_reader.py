"""What the API says of the demonstration's dates, a foreign library reads in the calendar to subscribe to."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from events.publishing.projection import rebuild
from events.tests.other_reader import assert_both_agree

from .conftest import HOST

pytestmark = pytest.mark.django_db
WHENEVER, BEFORE_SUMMER_TIME, BEFORE_WINTER_TIME = None, date(2030, 2, 11), date(2030, 9, 2)


@pytest.mark.parametrize("today", [WHENEVER, BEFORE_SUMMER_TIME, BEFORE_WINTER_TIME])
def test_foreign_reader_and_api_agree_on_the_demonstration(demo, monkeypatch, today):
    if today:
        monkeypatch.setattr(timezone, "localdate", lambda *args: today)
        rebuild()
    found = assert_both_agree(Client(SERVER_NAME=HOST), today or timezone.localdate())
    assert found.total() > 200
    assert today or {moment.status for moment in found} == {"CONFIRMED", "CANCELLED"}
