"""A suggested date in the inbox becomes the draft of an event page."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from cms.towns.models import TownSettings
from events.models import EventPage
from events.tests.making import make_event_index
from tests.support.making import make_user

from .reviewing import make_submission, staff

pytestmark = pytest.mark.django_db
ANSWERS = [
    {"name": "ihr_name", "label": "Ihr Name", "value": "Ruth Heinz"},
    {"name": "titel", "label": "Titel", "value": "Flohmarkt"},
    {"name": "tag", "label": "Tag", "value": "9. März 2030", "exact": "2030-03-09"},
    {"name": "uhrzeit", "label": "Uhrzeit", "value": "14:30 bis 18 Uhr"},
    {"name": "ort", "label": "Ort", "value": "Marktplatz"},
    {"name": "beschreibung", "label": "Beschreibung", "value": "Für alle.\nMit Kuchen."},
]


@pytest.fixture
def index(home):
    page = make_event_index(home)
    site = Site.objects.get(is_default_site=True)
    TownSettings.objects.update_or_create(site=site, defaults={"events_page": page})
    return page


def make(client, submission):
    return client.post(reverse("make_suggested_date", args=[submission.pk]))


def test_one_click_makes_a_draft_and_a_second_one_no_other(client, index):
    client.force_login(make_user("leitung", is_superuser=True))
    submission = make_submission(kind="event", answers=ANSWERS)
    seen = client.get(reverse("einsendungen_modeladmin_inspect", args=[submission.pk])).content.decode()
    assert "Termin daraus machen" in seen
    answer = make(client, submission)
    page = EventPage.objects.get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.live, page.title, page.place_name, page.summary) == (
        False,
        "Flohmarkt",
        "Marktplatz",
        "Für alle. Mit Kuchen.",
    )
    assert timezone.localtime(page.start).strftime("%Y-%m-%d %H:%M") == "2030-03-09 14:30"
    assert client.get(answer.url).status_code == 200
    assert "Ruth Heinz" not in str(page.latest_revision.content)
    assert make(client, submission).url == answer.url
    assert EventPage.objects.count() == 1


@pytest.mark.parametrize(
    "value, start",
    [
        ("am 9.3.2030 um 17 Uhr", "2030-03-09 17:00"),
        ("9.3.2030, 17.15 Uhr", "2030-03-09 17:15"),
        ("9.3.2030", "2030-03-09 00:00"),
        ("99.99.2030 um 99 Uhr", None),
        ("nächste Woche", None),
    ],
)
def test_days_and_hours_in_words_are_understood_or_left_to_the_editor(client, index, value, start):
    client.force_login(make_user("leitung", is_superuser=True))
    make(client, make_submission(kind="event", answers=[{"name": "wann", "label": "Wann?", "value": value}]))
    shown = timezone.localtime(EventPage.objects.get().start)
    assert f"{shown:%Y-%m-%d %H:%M}" == (start or f"{timezone.localdate()} 00:00")


def test_only_who_may_do_both_can_do_it(index):
    submission = make_submission(kind="event", answers=ANSWERS)
    assert make(staff("view_submission"), submission).status_code == 302
    make(staff("view_submission", "change_submission"), submission)
    assert not EventPage.objects.exists()


def test_other_submissions_are_no_dates(client, index):
    client.force_login(make_user("leitung", is_superuser=True))
    make(client, make_submission(kind="contact", answers=ANSWERS))
    assert not EventPage.objects.exists()
