import pytest
from django.db import transaction

from .town import first_three, make_town, missed, queries

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_town()
        transaction.set_rollback(True)


def test_what_people_type_finds_what_they_mean(town):
    found = {typed: first_three(town, typed) for typed, _meant in queries()}
    assert len(found) >= 60
    assert missed(found) == {}
