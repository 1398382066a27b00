import json
from datetime import UTC, date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from directory.jobs import forget_entries
from directory.models import MeetingPlace, Offer, Opening
from directory.workflow import confirm_entry
from tests.support.recorded import recorded

from .factories import make_entry, make_help_type
from .full_entry import make_full_entry


@pytest.fixture
@recorded
def full_entry(directory):
    page = make_full_entry(directory)
    page.openings = [
        Opening(title="Elektro-Fachleute", task="Geräte prüfen", help_types=[make_help_type("Technik & IT")]),
        Opening(title="Abgelaufen", valid_until=timezone.localdate() - timedelta(days=1)),
    ]
    page.save_revision().publish()
    confirm_entry(page, by="Kim")
    return page


def text_of(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def test_the_page_answers_in_the_order_of_the_questions(full_entry, client):
    soup = BeautifulSoup(client.get(full_entry.url).content, "html.parser")
    headings = [heading.get_text(strip=True) for heading in soup.select("main h2")]
    assert headings == [
        "Worum es geht",
        "Wann",
        "Die nächsten Termine",
        "Wo",
        "So machen Sie mit",
        "Hier fragen Sie nach",
        "Kurz gefasst",
        "Stimmt das noch?",
    ]


SAID = [
    "letzter Samstag im Monat, 14–17 Uhr",
    "Die nächsten Termine",
    "ab 12 Jahren",
    "kostenlos",
    "stufenlos",
    "sucht Mithilfe",
    "Musterweg 1",
    "nicht vorhanden: Aufzug",
    "06561 123456",
    "Kim Beispiel",
    "Einfach vorbeikommen.",
    "Elektro-Fachleute",
    "Technik & IT",
    "Zuletzt bestätigt am",
    "eingetragener Verein (e. V.)",
]


def test_the_page_says_everything_that_is_known(full_entry, client):
    text = text_of(client.get(full_entry.url))
    assert [said for said in SAID if said not in text] == []


def test_a_course_says_until_when_and_is_no_date_of_its_weekday_any_more(directory, client, time_travel):
    course = Offer(
        name="Kurs",
        frequency="weekly",
        weekdays="WE",
        cost="free",
        first_date=date(2026, 1, 7),
        until=date(2026, 3, 25),
        skipped_days="11.2.2026",
    )
    time_travel(datetime(2026, 1, 5, 12, tzinfo=UTC))
    page = make_entry(directory, offers=[course])
    assert "vom 7. Januar 2026 bis 25. März 2026 nicht am 11.2." in text_of(client.get(page.url))
    wednesdays = {"wochentag": "mi", "kostenlos": "1"}
    assert client.get(directory.url, wednesdays).context["total"] == 1
    time_travel(datetime(2026, 3, 26, 12, tzinfo=UTC))
    forget_entries()
    assert "beendet am 25. März 2026" in text_of(client.get(page.url))
    assert client.get(directory.url, wednesdays).context["total"] == 0
    [row] = client.get(directory.url).context["rows"]
    assert (row["next_time"], row["badges"]) == ("", [])


def test_what_is_over_is_not_shown(full_entry, client):
    text = text_of(client.get(full_entry.url))
    assert "Altes Angebot" not in text
    assert "Abgelaufen" not in text


def test_search_engines_read_the_same(full_entry, client):
    soup = BeautifulSoup(client.get(full_entry.url).content, "html.parser")
    graph = json.loads(soup.select_one('script[type="application/ld+json"]').string)["@graph"]
    organisation, event, _course, job = graph
    assert organisation["@type"] == "NGO"
    assert organisation["telephone"] == "+496561123456"
    assert organisation["location"][0]["address"]["streetAddress"] == "Musterweg 1"
    assert event["eventSchedule"]["byMonthWeek"] == -1
    assert event["eventSchedule"]["byDay"] == ["https://schema.org/Saturday"]
    assert (job["employmentType"], job["title"]) == ("VOLUNTEER", "Elektro-Fachleute")
    assert date.fromisoformat(job["validThrough"]) > timezone.localdate()


def test_a_small_entry_has_no_empty_sections(directory, client):
    page = make_entry(directory)
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    headings = [heading.get_text(strip=True) for heading in soup.select("main h2")]
    assert headings == ["Wo", "Hier fragen Sie nach", "Stimmt das noch?"]


def test_a_parent_is_named_only_while_it_is_public(directory, client, django_capture_on_commit_callbacks):
    parent = make_entry(directory, "Hauptverein")
    page = make_entry(directory, "Abteilung", parent_organisation=parent)
    assert "Hauptverein" in client.get(page.url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        parent.unpublish()
    assert "Hauptverein" not in client.get(page.url).content.decode()


def test_an_entry_names_the_public_entries_below_it(directory, client, django_capture_on_commit_callbacks):
    parent = make_entry(directory, "Hauptverein")
    below = make_entry(directory, "Abteilung Schach", parent_organisation=parent)
    assert (
        "Abteilung Schach"
        in BeautifulSoup(client.get(parent.url).content, "html.parser").select_one("dl").text
    )
    with django_capture_on_commit_callbacks(execute=True):
        below.unpublish()
    assert not BeautifulSoup(client.get(parent.url).content, "html.parser").select("dl")


def test_each_call_can_be_linked_to(full_entry, client):
    opening = full_entry.openings.get(title="Elektro-Fachleute")
    assert f'id="mithilfe-{opening.key}"' in client.get(full_entry.url).content.decode()


def test_what_is_unknown_about_access_is_not_taken_for_missing(full_entry, client):
    text = text_of(client.get(full_entry.url))
    unknown = text.partition("Nichts bekannt zu:")[2]
    assert "Induktionsschleife" in unknown
    assert "Aufzug" not in unknown


def test_a_hidden_place_says_how_to_learn_it(directory, client):
    page = make_entry(directory, places=[MeetingPlace(street="Privatweg", show_exact_address=False)])
    text = text_of(client.get(page.url))
    assert "Wo genau wir uns treffen" in text
    assert "Privatweg" not in text


@pytest.mark.parametrize("neighbours", [1, 50])
def test_the_page_costs_six_queries(full_entry, directory, client, neighbours, django_assert_max_num_queries):
    for number in range(neighbours):
        make_entry(directory, f"Nachbar {number}", category=full_entry.main_category)
    client.get(full_entry.url)
    with django_assert_max_num_queries(6):
        client.get(full_entry.url)


@pytest.mark.parametrize("which", ["full", "small"])
def test_templates_miss_no_variable(full_entry, directory, client, settings, which):
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "MISSING[%s]"
    page = full_entry if which == "full" else make_entry(directory)
    for url in (page.url, directory.url, f"{directory.url}?q=nichts"):
        assert "MISSING[" not in client.get(url).content.decode()
