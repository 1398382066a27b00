from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from directory.models import (
    Category,
    ContactPerson,
    DirectoryPage,
    District,
    Maintainership,
    MeetingPlace,
    Offer,
    OrganisationPage,
)
from directory.publishing.entry_document import build_document

from .factories import make_category, make_district, make_entry

INLINES = ["social_links", "meeting_places", "offers", "contact_people", "openings"]


def minimum(**fields) -> dict:
    """What the editor's form submits for the five required fields."""
    data = {
        "title": "Südwiese",
        "slug": "suedwiese",
        "summary": "Wir spielen.",
        "main_category": (Category.objects.first() or make_category()).pk,
        "districts": (District.objects.first() or make_district()).pk,
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


KEYS = ["6f1d2c1e-0000-4000-8000-00000000000a", "6f1d2c1e-0000-4000-8000-00000000000b"]


def two_places(*names) -> list[dict]:
    return [{"name": name, "key": key} for name, key in zip(names, KEYS, strict=True)]


def offer_at(place: str) -> dict:
    return {"name": "Treff", "status": "active", "interval": 1, "place_key": place}


def places_of_offers(page) -> list[str | None]:
    document = build_document(page)
    numbers = [offer["place"] for offer in document["offers"]]
    places = list(page.meeting_places.all())
    return [None if number is None else places[number].name for number in numbers]


def test_an_offer_names_a_meeting_place_of_the_same_form(add_url, admin_client):
    data = minimum(
        meeting_places=inline_formset(two_places("Halle", "Heim")), offers=inline_formset([offer_at(KEYS[1])])
    )
    admin_client.post(add_url, data)
    assert places_of_offers(OrganisationPage.objects.get()) == ["Heim"]


def test_sorting_the_places_moves_no_offer(add_url, admin_client):
    admin_client.post(
        add_url,
        minimum(
            meeting_places=inline_formset(two_places("Halle", "Heim")),
            offers=inline_formset([offer_at(KEYS[1])]),
        ),
    )
    page = OrganisationPage.objects.get()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    places = [
        {"id": place.pk, "key": place.key, "name": place.name, "ORDER": 2 - number}
        for number, place in enumerate(page.meeting_places.all())
    ]
    offer = page.offers.get()
    data = minimum(
        meeting_places=inline_formset(places, initial=2),
        offers=inline_formset([offer_at(KEYS[1]) | {"id": offer.pk, "key": offer.key}], initial=1),
    )
    assert admin_client.post(url, data).status_code == 302
    page = OrganisationPage.objects.get()
    assert [place.name for place in page.meeting_places.all()] == ["Heim", "Halle"]
    assert places_of_offers(page) == ["Heim"]


def test_an_offer_of_a_removed_place_is_at_no_place_in_particular(add_url, admin_client):
    places = two_places("Halle", "Heim")
    places[1]["DELETE"] = "1"
    data = minimum(meeting_places=inline_formset(places), offers=inline_formset([offer_at(KEYS[1])]))
    admin_client.post(add_url, data)
    assert Offer.objects.get().place_key == Offer.CHANGING_PLACES
    assert places_of_offers(OrganisationPage.objects.get()) == [None]


@pytest.mark.parametrize("key", ["", KEYS[0]])
def test_two_places_never_share_a_key(add_url, admin_client, key):
    places = [{"name": "Halle", "key": key}, {"name": "Heim", "key": key}]
    admin_client.post(add_url, minimum(meeting_places=inline_formset(places)))
    assert len(set(MeetingPlace.objects.values_list("key", flat=True))) == 2


def test_a_draft_keeps_the_keys_of_its_parts(directory):
    page = make_entry(directory, places=[MeetingPlace(name="Halle"), MeetingPlace(name="Heim")])
    page.offers = [Offer(name="Treff", place_key=str(page.meeting_places.get(name="Heim").key))]
    page.save_revision()
    assert places_of_offers(OrganisationPage.objects.get().get_latest_revision_as_object()) == ["Heim"]


def test_a_copied_entry_keeps_where_things_take_place(directory):
    places = [MeetingPlace(name="Halle"), MeetingPlace(name="Heim")]
    page = make_entry(
        directory, places=places, offers=[Offer(name="Treff", place_key=str(places[1].key), interval=1)]
    )
    copied = page.copy(update_attrs={"slug": "kopie"})
    assert places_of_offers(OrganisationPage.objects.get(pk=copied.pk)) == ["Heim"]


def test_an_offer_that_names_no_place_is_at_the_first(directory):
    page = make_entry(directory, places=[MeetingPlace(name="Halle")], offers=[Offer(name="Treff")])
    assert places_of_offers(page) == ["Halle"]


@pytest.mark.parametrize(("given", "missing"), [("latitude", "longitude"), ("longitude", "latitude")])
def test_half_a_position_is_refused_at_the_other_half(given, missing):
    with pytest.raises(ValidationError) as refused:
        MeetingPlace(**{given: 6}).clean()
    assert list(refused.value.message_dict) == [missing]


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


@pytest.mark.parametrize(
    "name", ["category", "targetgroup", "district", "helptype", "schoolholiday", "maintainership"]
)
def test_the_lists_open_in_the_admin(directory, admin_client, name):
    Maintainership.objects.create(page=make_entry(directory))
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


def test_categories_are_chosen_in_the_order_of_their_tree(add_url, admin_client):
    sport = make_category("Sport", sort_order=0)
    make_category("Musik", sort_order=1)
    make_category("Fußball", parent=sport, sort_order=5, synonyms="Kicken")
    soup = BeautifulSoup(admin_client.get(add_url).content, "html.parser")
    select = soup.select_one("[name=main_category]")
    assert [each.text.strip() for each in select.select("option")] == [
        "---------",
        "Sport (allgemein)",
        "Fußball",
        "Musik",
    ]
    assert select.select_one("optgroup")["label"] == "Sport"
    boxes = soup.select("[name=categories]")
    assert [box.parent.text.strip() for box in boxes] == ["Sport (allgemein)", "Fußball", "Musik"]
    assert boxes[1]["data-words"] == "Kicken"


def test_a_refused_detail_is_not_folded_away(add_url, admin_client):
    opening = {"title": "Hilfe", "valid_until": "2027-01-01", "minimum_age": "alt"}
    response = admin_client.post(add_url, minimum(openings=inline_formset([opening])))
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.select_one("[name=openings-0-minimum_age]").find_parent("details").has_attr("open")
