"""A suggested date in the inbox becomes the draft of an event page."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from cms.towns.models import TownSettings
from events.models import EventPage
from events.tests.making import make_event, make_event_index
from tests.support.making import make_user

from .making import make_form_page
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


@pytest.mark.parametrize("query", ["", "?von=2030-03-04&bis=2030-03-04", "?kostenlos=1"])
def test_calendar_links_to_the_form_also_where_nothing_is_on(client, home, index, query):
    form = make_form_page(home, slug="termin-vorschlagen", kind="event")
    assert "Termin vorschlagen" not in client.get(index.url + query).content.decode()
    TownSettings.objects.update(suggestion_page=form)
    cache.clear()
    soup = BeautifulSoup(client.get(index.url + query).content, "html.parser")
    assert [link["href"] for link in soup.select(".empty a, .missing a") if "vorschlagen" in link.text] == [
        "/termin-vorschlagen/",
        "/termin-vorschlagen/",
    ]


def test_home_page_links_to_the_form_below_its_dates(client, home, index):
    form = make_form_page(home, slug="termin-vorschlagen", kind="event")
    TownSettings.objects.update(suggestion_page=form)
    make_event(index, start=f"{timezone.localdate()} 00:00", end=None, all_day=True)
    soup = BeautifulSoup(client.get("/").content, "html.parser")
    assert soup.select_one(".latest__events").find("a", string="Termin vorschlagen")["href"] == form.url


def test_form_of_a_new_town_asks_what_a_draft_needs(client):
    call_command("add_town", verbosity=0, name="Neustadt", url="https://neustadt.example")
    town = TownSettings.objects.get()
    form = town.suggestion_page.specific
    answers = {
        "Was findet statt?": {"value": "Flohmarkt"},
        "Datum": {"value": "9. März 2030", "exact": "2030-03-09"},
        "Uhrzeit": {"value": "14:30 bis 18 Uhr"},
        "Ort": {"value": "Marktplatz"},
        "Veranstalter": {"value": "Kita"},
        "Worum geht es?": {"value": "Für alle."},
    }
    given = [
        {"name": field.clean_name, "label": field.label} | answers[field.label]
        for field in form.form_fields.all()
        if field.label in answers
    ]
    assert len(given) == len(answers)
    client.force_login(make_user("leitung", is_superuser=True))
    make(client, make_submission(form, kind=form.kind, site=town.site, answers=given))
    page = EventPage.objects.get()
    assert (page.title, page.place_name, page.organiser, page.summary) == (
        "Flohmarkt",
        "Marktplatz",
        "Kita",
        "Für alle.",
    )
    assert timezone.localtime(page.start).strftime("%Y-%m-%d %H:%M") == "2030-03-09 14:30"
