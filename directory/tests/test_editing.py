from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from directory.models import ContactPerson, DirectoryPage, Offer, OrganisationPage, Stewardship

from .factories import make_category, make_district, make_entry

INLINES = ["social_links", "meeting_places", "offers", "contact_people", "openings"]


def minimum(**fields) -> dict:
    """What the editor's form sends for the five required facts."""
    data = {
        "title": "Südwiese",
        "slug": "suedwiese",
        "summary": "Wir spielen.",
        "main_category": make_category().pk,
        "districts": make_district().pk,
        "email": "info@example.org",
        "description": rich_text(""),
        "comments": inline_formset([]),
        "action-publish": "action-publish",
        **{name: inline_formset([]) for name in INLINES},
    }
    return nested_form_data(data | fields)


@pytest.fixture
def add_url(directory):
    return reverse("wagtailadmin_pages:add", args=["directory", "organisationpage", directory.pk])


def test_the_name_is_asked_for_in_a_field_one_can_see(admin_client, add_url):
    assert 'placeholder="Name"' in admin_client.get(add_url).content.decode()


def test_the_tree_allows_one_directory_and_only_entries_below():
    assert DirectoryPage.subpage_types == ["directory.OrganisationPage"]
    assert DirectoryPage.max_count_per_parent == 1
    assert OrganisationPage.parent_page_types == ["directory.DirectoryPage"]
    assert OrganisationPage.subpage_types == []


def test_five_facts_make_an_entry(add_url, admin_client, client):
    response = admin_client.post(add_url, minimum())
    assert response.status_code == 302
    page = OrganisationPage.objects.get()
    assert page.live
    assert client.get(page.url).status_code == 200


@pytest.mark.parametrize("missing", ["title", "summary", "main_category", "districts", "email"])
def test_each_of_the_five_is_needed(add_url, admin_client, missing):
    data = minimum()
    del data[missing]
    assert admin_client.post(add_url, data).status_code == 200
    assert not OrganisationPage.objects.exists()


def test_a_time_entered_in_the_form_is_kept(add_url, admin_client):
    offer = {
        "name": "Training",
        "status": "active",
        "frequency": "weekly",
        "interval": 1,
        "starts_at": "17:00",
        "ends_at": "18:30",
    }
    data = minimum(offers=inline_formset([offer])) | {"offers-0-weekdays": ["WE", "MO"]}
    response = admin_client.post(add_url, data)
    assert response.status_code == 302
    assert Offer.objects.get().schedule.rule == "FREQ=WEEKLY;BYDAY=MO,WE"


def test_a_half_filled_call_for_volunteers_is_explained(add_url, admin_client):
    opening = {"title": "Hilfe", "hours_per_week": "99", "valid_until": "2027-01-01"}
    response = admin_client.post(add_url, minimum(openings=inline_formset([opening])))
    assert "zwischen 0 und 40" in response.content.decode()


@pytest.mark.parametrize("status", ["edit", "preview"])
def test_the_editor_opens(directory, admin_client, status):
    page = make_entry(directory, offers=[Offer(name="Treff", weekdays="MO,WE", frequency="weekly")])
    if status == "edit":
        response = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert response.content.decode().count("Mitmach-Gesuch") > 0
    else:
        response = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert response.status_code == 200


@pytest.mark.parametrize("name", ["category", "targetgroup", "district", "helptype", "stewardship"])
def test_the_lists_open_in_the_admin(directory, admin_client, name):
    Stewardship.objects.create(page=make_entry(directory))
    response = admin_client.get(reverse(f"wagtailsnippets_directory_{name}:list"))
    assert response.status_code == 200


def test_nobody_is_shown_without_consent():
    person = ContactPerson(name="Robin", name_is_public=True)
    with pytest.raises(ValidationError, match="eingewilligt"):
        person.clean()
    person.consented_on = date(2026, 1, 1)
    person.clean()


@pytest.mark.parametrize(
    ("typed", "kept"), [("06561 123456", "+496561123456"), ("+49 6561 123456", "+496561123456"), ("", "")]
)
def test_phone_numbers_are_kept_in_one_form(typed, kept):
    person = ContactPerson(phone=typed)
    person.clean()
    assert person.phone == kept


@pytest.mark.parametrize("typed", ["keine", "12", "\x00", "06561 abc"])
def test_what_is_no_phone_number_is_refused(typed):
    with pytest.raises(ValidationError):
        ContactPerson(phone=typed).clean()
