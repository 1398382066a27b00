import pytest
from django.db import transaction
from django.utils import translation

from .town import in_directory, make_town, missed, queries

pytestmark = pytest.mark.django_db
TABLES = {
    "queries.yaml": [()],
    "typed.yaml": [("german",), ("aside",), ("english", "ukrainian", "arabic", "turkish", "russian")],
    "more.yaml": [("german",), ("fresh",), ("foreign",)],
}


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("de"):
        yield make_town()
        transaction.set_rollback(True)


def test_there_is_enough_to_try():
    assert len(queries("typed.yaml", "german", "aside")) >= 200
    assert len(queries("typed.yaml", "aside")) == 60
    assert len(queries("typed.yaml", *TABLES["typed.yaml"][2])) == 60


@pytest.mark.parametrize(
    ("table", "sections"), [(table, each) for table, parts in TABLES.items() for each in parts], ids=str
)
def test_what_people_type_finds_what_they_mean(town, table, sections):
    with translation.override("de"):
        assert missed(queries(table, *sections), lambda typed: in_directory(town, typed)) == {}
