from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from directory.models import EntryFacet, Maintainership, OrganisationPage, PublicEntry, Tombstone
from directory.publishing.projection import write_records

from .factories import make_entry

HIDING = {
    "unpublish": lambda page: page.unpublish(),
    "unpublish by the clock": lambda page: Page.objects.get(pk=page.pk).unpublish(set_expired=True),
    "password": lambda page: PageViewRestriction.objects.create(
        page=page, restriction_type="password", password="x"
    ),
    "login above all": lambda page: PageViewRestriction.objects.create(
        page=page.get_parent().get_parent(), restriction_type="login"
    ),
    "delete": lambda page: page.delete(),
    "delete in the page tree": lambda page: Page.objects.get(pk=page.pk).delete(),
    "delete the directory": lambda page: Page.objects.get(pk=page.get_parent().pk).delete(),
}


@pytest.mark.parametrize("way", HIDING)
def test_a_record_that_goes_leaves_its_key(directory, way):
    page = make_entry(directory)
    assert not Tombstone.objects.exists()
    HIDING[way](page)
    grave = Tombstone.objects.get()
    assert (grave.public_id, grave.reason, grave.merged_into) == (page.public_id, "withdrawn", None)
    assert not PublicEntry.objects.exists()


@pytest.mark.parametrize("above", [False, True])
def test_a_private_page_goes_with_its_record(directory, above):
    page = make_entry(directory)
    guarded = directory if above else page
    PageViewRestriction.objects.create(page=guarded, restriction_type="login")
    Page.objects.get(pk=guarded.pk).delete()
    assert not PublicEntry.objects.exists()


def test_a_part_of_an_entry_that_is_gone_can_be_deleted(directory):
    whole = make_entry(directory)
    part = make_entry(directory, parent_organisation=whole)
    whole.delete()
    OrganisationPage.objects.get(pk=part.pk).delete()
    assert not EntryFacet.objects.exists()


def test_an_entry_hidden_by_the_clock_has_expired(directory):
    page = make_entry(directory)
    Maintainership.objects.create(page=page, hidden_on=timezone.localdate())
    page.unpublish()
    assert Tombstone.objects.get().reason == "expired"


def test_a_draft_leaves_nothing(directory):
    make_entry(directory, live=False).delete()
    assert not Tombstone.objects.exists()


def test_a_change_is_no_removal(directory):
    page = make_entry(directory)
    page.title = "Neuer Name"
    page.save_revision().publish()
    assert not Tombstone.objects.exists()


def test_an_entry_that_is_public_again_has_no_tombstone(directory):
    page = make_entry(directory)
    page.unpublish()
    page.save_revision().publish()
    assert PublicEntry.objects.exists()
    assert not Tombstone.objects.exists()


def test_a_merged_entry_stays_an_alias(directory):
    gone, kept = make_entry(directory, "Doppelt"), make_entry(directory, "Bleibt")
    Tombstone.objects.create(public_id=gone.public_id, merged_into=kept.public_id, reason="merged")
    gone.unpublish()
    grave = Tombstone.objects.get()
    assert (grave.reason, grave.merged_into) == ("merged", kept.public_id)


def test_writing_the_records_again_keeps_the_day_of_removal(directory):
    page = make_entry(directory)
    page.unpublish()
    last_week = timezone.now() - timedelta(days=7)
    Tombstone.objects.update(removed_at=last_week)
    write_records(type(page).objects.all())
    assert Tombstone.objects.get().removed_at == last_week
