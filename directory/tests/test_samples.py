from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, PageViewRestriction

from demo.sample_entries import add_samples, remove_samples
from directory.models import Maintainership, OrganisationPage, PublicEntry, Tombstone
from directory.publishing.projection import write_records
from tests.support.recorded import recorded

from .factories import (
    make_category,
    make_district,
    make_entry,
    make_help_type,
    make_target_group,
)


@pytest.fixture
@recorded
def town(directory):
    """A directory with one real entry and with terms to choose from."""
    sport = make_category("Sport")
    make_category("Fußball", parent=sport)
    make_district("Stahl"), make_district("Mötsch")
    make_target_group("Familien"), make_help_type("anpacken")
    make_entry(directory, "Echter Verein")
    return directory


def run(*arguments: str) -> str:
    output = StringIO()
    call_command("make_sample_entries", *arguments, stdout=output)
    return output.getvalue()


def facts() -> list[tuple]:
    return list(PublicEntry.objects.order_by("public_id").values_list("public_id", "title", "words__labels"))


def test_second_run_adds_nothing(town):
    assert run("--count", "30").startswith("30 sample entries added")
    assert run("--count", "30").startswith("0 sample entries added")
    assert PublicEntry.objects.count() == 31


def test_what_is_missing_is_added_and_equals_what_was_there(town):
    add_samples(12)
    before = facts()
    OrganisationPage.objects.get(maintainership__source_id="7").delete()
    assert add_samples(12) == 1
    assert facts() == before


def test_records_are_what_a_saved_entry_would_have(town):
    add_samples(40)
    assert write_records(OrganisationPage.objects.all()) == []


def test_tree_is_sound_and_addresses_lead_to_the_entries(town, client):
    add_samples(40)
    assert Page.find_problems() == ([], [], [], [], [])
    page = OrganisationPage.objects.get(maintainership__source_id="40")
    response = client.get(page.url)
    assert response.status_code == 200
    assert page.title in response.content.decode()


def test_every_sample_is_marked_and_can_be_edited(town, admin_client):
    add_samples(20)
    samples = OrganisationPage.objects.filter(maintainership__source="Beispiel")
    assert all(page.title.endswith("(Beispiel)") and page.show_sample_note for page in samples)
    for page in samples:
        page.full_clean()
    assert admin_client.get(f"/admin/pages/{samples[0].pk}/edit/").status_code == 200


def test_samples_are_found_by_the_admins_search(town):
    add_samples(3)
    page = OrganisationPage.objects.get(maintainership__source_id="2")
    assert page in OrganisationPage.objects.search(page.title.split()[0], operator="or").get_queryset()


def test_samples_write_to_nobody(town):
    add_samples(40)
    assert not Maintainership.objects.exclude(maintainer_email="").exists()


def test_removing_leaves_what_people_entered(town):
    before = facts()
    add_samples(25)
    assert run("--remove").startswith("25 sample entries removed")
    assert facts() == before
    assert Page.find_problems() == ([], [], [], [], [])
    assert not Tombstone.objects.exists()
    assert remove_samples() == 0


def test_a_private_directory_gets_no_samples(town):
    PageViewRestriction.objects.create(page=town, restriction_type="login")
    with pytest.raises(CommandError, match="Verzeichnis"):
        run("--count", "3")


def test_a_town_without_words_is_told(directory):
    with pytest.raises(CommandError, match="Kategorien"):
        run("--count", "3")


@pytest.mark.parametrize("count", ["-1", "1000001"])
def test_impossible_numbers_are_refused(town, count):
    with pytest.raises(CommandError, match="--count"):
        run("--count", count)


@pytest.mark.parametrize("number", [5, 60])
def test_cost_does_not_grow_with_the_entries(town, number, django_assert_max_num_queries):
    with django_assert_max_num_queries(75):
        add_samples(number)
