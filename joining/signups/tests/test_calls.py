"""A sign-up for a call for volunteers: where it is shown, what it says, and when the call closes it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Site

from directory.models import DirectoryPage, Opening
from directory.tests.factories import make_directory, make_entry, make_openings_page
from joining.signups.models import Places, SignupPage
from joining.signups.tests.making import confirmed, make_event, make_signup_page, places_of, press, sign_up

pytestmark = pytest.mark.django_db
Availability = Places.Availability
LAST_DAY = timedelta(days=60)


@pytest.fixture
def directory(db):
    directory = make_directory()
    make_openings_page(directory)
    return directory


@pytest.fixture
def club(directory):
    call = Opening(title="Wer baut mit auf?", valid_until=timezone.localdate() + LAST_DAY)
    return make_entry(directory, "Stadtfestverein", openings=[call])


def make_other_club():
    """Return the entry of a club in another town."""
    home = Page(title="Nachbarstadt", slug="nachbarstadt")
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.create(hostname="nachbar.example", port=80, root_page=home)
    other = DirectoryPage(title="Verzeichnis", slug="verzeichnis")
    home.add_child(instance=other)
    call = Opening(title="Wer liest vor?", valid_until=timezone.localdate() + LAST_DAY)
    return make_entry(other, "Nachbarschaftstreff", openings=[call])


def key_of(club):
    return club.openings.get().key


def make_page(club, **fields):
    home = club.get_parent().get_parent().specific
    return make_signup_page(home, [{"capacity": 1}], call=key_of(club), **fields)


def shown(url) -> str:
    return Client().get(url).content.decode()


def in_api() -> dict | None:
    (call,) = Client().get("/api/v1/openings/").json()["items"]
    return call["signup"]


def change(club, capture, **fields):
    call = club.openings.get()
    for name, value in fields.items():
        setattr(call, name, value)
    club.openings = [call]
    with capture(execute=True):
        club.save_revision().publish()


def test_call_leads_to_its_sign_up_on_the_entry_in_the_list_and_in_the_api(
    club, django_capture_on_commit_callbacks
):
    before = shown(club.url)
    assert "Jetzt anmelden" not in before and in_api() is None

    with django_capture_on_commit_callbacks(execute=True):
        page = make_page(club)

    for url in (club.url, "/mithilfe/"):
        assert f'href="{page.url}"' in shown(url) and "Jetzt anmelden" in shown(url), url
    assert in_api() == {"url": f"http://testserver{page.url}", "state": "open", "opens_at": None}


def test_call_says_what_is_left(club, django_capture_on_commit_callbacks):
    page = make_page(club)
    with django_capture_on_commit_callbacks(execute=True):
        _signup, link = confirmed(page)

    assert "Zur Warteliste" in shown(club.url) and "Warteliste" in shown("/mithilfe/")
    assert in_api()["state"] == "waiting_list"
    page.has_waiting_list = False
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert "Ausgebucht" in shown(club.url) and f'href="{page.url}"' not in shown(club.url)
    assert in_api()["state"] == "full"
    with django_capture_on_commit_callbacks(execute=True):
        press(link, "cancel")
    assert in_api()["state"] == "open"


def test_sign_up_ends_with_the_last_day_of_the_call(club, django_capture_on_commit_callbacks):
    page = make_page(club)
    assert places_of(page).last_moment == places_of(page).starts_at
    tomorrow = timezone.localdate() + timedelta(days=1)

    change(club, django_capture_on_commit_callbacks, valid_until=tomorrow)

    last_moment = timezone.localtime(places_of(page).last_moment)
    assert last_moment.date() == tomorrow + timedelta(days=1) and last_moment.hour == 0
    change(club, django_capture_on_commit_callbacks, valid_until=timezone.localdate() + LAST_DAY)
    assert places_of(page).availability() == Availability.OPEN
    assert places_of(page).last_moment == places_of(page).starts_at


def test_withdrawn_call_closes_the_sign_up_and_a_new_one_of_the_same_key_opens_it(
    club, django_capture_on_commit_callbacks
):
    page = make_page(club)
    call = club.openings.get()
    club.openings = []
    with django_capture_on_commit_callbacks(execute=True):
        club.save_revision().publish()

    assert places_of(page).availability() == Availability.CLOSED
    assert sign_up(page).status_code == 200
    assert "Die Anmeldung ist beendet" in shown(page.url)
    club.openings = [Opening(key=call.key, title=call.title, valid_until=call.valid_until)]
    with django_capture_on_commit_callbacks(execute=True):
        club.save_revision().publish()
    assert places_of(page).availability() == Availability.OPEN


def test_hidden_entry_closes_the_sign_up(club, django_capture_on_commit_callbacks):
    page = make_page(club)

    with django_capture_on_commit_callbacks(execute=True):
        club.unpublish()

    assert places_of(page).availability() == Availability.CLOSED


def test_draft_of_a_sign_up_is_shown_nowhere(club):
    page = make_page(club)
    page.unpublish()

    assert page.url not in shown(club.url) and in_api() is None


def test_page_is_for_a_date_or_for_a_call_not_both(club):
    page = make_page(club)
    page.event = make_event(club.get_parent().get_parent().specific)

    with pytest.raises(ValidationError, match="Gesuch"):
        page.clean()


def choices(page, parent) -> list[str]:
    form = SignupPage.get_edit_handler().get_form_class()(instance=page, parent_page=parent)
    return [label for _key, label in form.fields["call"].choices]


def test_editor_chooses_among_the_running_calls_of_the_own_town(club):
    home = club.get_parent().get_parent().specific
    other_club = make_other_club()

    assert choices(SignupPage(), home) == ["---------", "Wer baut mit auf? – Stadtfestverein"]
    neighbour = other_club.get_parent().get_parent()
    assert choices(SignupPage(), neighbour) == ["---------", "Wer liest vor? – Nachbarschaftstreff"]


def test_call_that_has_ended_stays_chosen(club, django_capture_on_commit_callbacks):
    page = make_page(club)
    club.openings = []
    with django_capture_on_commit_callbacks(execute=True):
        club.save_revision().publish()

    assert choices(page, None)[-1] == "Das früher gewählte Gesuch, das beendet ist"


def test_sign_up_of_another_town_is_neither_shown_nor_open(club):
    other_club = make_other_club()
    neighbour = other_club.get_parent().get_parent().specific

    page = make_signup_page(neighbour, [{"capacity": 1}], call=key_of(club))

    assert page.url not in shown(club.url) and in_api() is None
    assert places_of(page).availability() == Availability.CLOSED
