"""The demo entries are awkward on purpose: tidying them up would remove a test case."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from demo.loader.days import is_day
from directory.models import Category, District, Offer, Opening, OrganisationPage
from directory.workflow.tasks import waiting_in

PRIVATE_STREET = "Verborgengasse"


@pytest.fixture
def entries(demo):
    return OrganisationPage.objects.published()


def test_there_are_enough_entries_all_marked_as_samples(entries):
    assert entries.count() >= 30
    assert not entries.exclude(title__endswith="(Beispiel)").exists()
    assert not entries.exclude(slug__startswith="beispiel-").exists()
    assert not entries.exclude(show_sample_note=True).exists()


def test_every_category_has_an_entry(entries):
    used = set(entries.values_list("main_category__slug", flat=True))
    leaves = set(Category.objects.filter(children=None).values_list("slug", flat=True))
    assert len(leaves) >= 29
    assert leaves - used == set()


def test_all_seven_districts_exist_and_irsch_is_nearly_empty(entries):
    numbers = {each.name: entries.filter(districts=each).count() for each in District.objects.all()}
    assert len(numbers) == 7
    assert min(numbers.values()) == numbers["Irsch"] == 1


@pytest.mark.parametrize(
    "words",
    [
        {"title__contains": " e. V. "},
        {"title__contains": "é"},
        {"title__contains": "ß"},
        {"title__contains": "ü"},
        {"title__regex": r"^.{90}$"},
        {"email": ""},
        {"offers__time_note__endswith": "vierzehntägig außer Ferien"},
        {"meeting_places__street": PRIVATE_STREET, "meeting_places__show_exact_address": False},
        {"description_easy__gt": ""},
    ],
)
def test_awkward_sample_exists(entries, words):
    assert entries.filter(**words).exists()


def test_two_entries_are_nearly_the_same(entries):
    assert entries.filter(title__contains="Schraubstock").count() == 2


def test_two_entries_are_overdue(entries):
    a_year_ago = timezone.localdate() - timedelta(days=365)
    assert entries.filter(maintainership__assured_on__lt=a_year_ago).count() == 2


def test_something_of_each_kind_waits_for_the_agency(demo):
    agency = get_user_model().objects.get(username="agentur")
    waiting = {each.kind.name for each in waiting_in(SimpleNamespace(user=agency)) if each.count}
    assert waiting >= {"hidden", "proposals", "overdue", "due", "letters", "silent", "openings"}


def test_every_entry_says_who_keeps_it(entries):
    assert not entries.filter(maintainership=None).exists()


def test_one_opening_expired_yesterday(demo):
    yesterday = timezone.localdate() - timedelta(days=1)
    assert Opening.objects.filter(valid_until=yesterday).count() == 1
    assert Opening.objects.filter(valid_until__gt=yesterday).count() >= 10


def test_expired_opening_and_private_street_are_on_no_page(answers):
    shown = " ".join(answer.text for answer in answers.values())
    assert "Tandempartner" in shown
    assert "Helfende für die Premiere" not in shown
    assert PRIVATE_STREET not in shown


def test_the_list_of_calls_is_varied_and_without_the_one_that_is_over(answers):
    text = answers["/mithilfe/"].text
    assert text.count('class="row row--arrow opening-row"') >= 8
    assert "Helfende für die Premiere" not in text
    for said in (
        "einmalig",
        "für ein Projekt",
        "regelmäßig",
        "von zu Hause",
        "Führungszeugnis",
        "ab 16 Jahren",
    ):
        assert said in text


def test_every_offer_tells_when(demo):
    untimed = [offer.name for offer in Offer.objects.all() if not offer.schedule.is_known]
    assert untimed == []


def test_relative_days_never_reach_the_database(entries):
    assert not any(is_day(value) for entry in entries for value in vars(entry).values())
