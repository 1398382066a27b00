"""The list of all calls for volunteers."""

import json
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.towns.models import TownSettings
from directory.models import MeetingPlace, Opening, OrganisationPage, PublicOpening
from directory.publishing.projection import write_records
from directory.workflow.openings import close_opening
from directory.workflow.withdrawal import withdraw_entry
from tests.support.recorded import recorded

from .factories import (
    make_category,
    make_district,
    make_entry,
    make_help_type,
    make_openings_page,
    make_target_group,
)
from .test_listing import HOSTILE, options

WORD = "Geheimwort"


def make_opening(title: str = "Kuchen backen", in_days: int = 30, **fields) -> Opening:
    return Opening(title=title, valid_until=timezone.localdate() + timedelta(days=in_days), **fields)


@pytest.fixture
@recorded
def page(directory):
    return make_openings_page(directory, summary="Wer braucht Hilfe?")


@pytest.fixture
@recorded
def town(directory, page):
    """Six calls of four entries, one of them over."""
    bake, teach = make_help_type("anpacken"), make_help_type("lehren")
    sport, choir = make_category("Sport"), make_category("Chor & Gesang")
    stahl, erdorf = make_district("Stahl"), make_district("Erdorf")
    families = make_target_group("Familien")
    ramp = MeetingPlace(show_exact_address=True, has_ramp=True)
    once = {"time_need": "once", "help_types": [bake]}
    make_entry(
        directory,
        "Kickers",
        category=make_category("Fußball", parent=sport, synonyms="Bolzen"),
        districts=[stahl],
        openings=[
            make_opening(**once),
            make_opening("Kinder trainieren", 3, time_need="regular", help_types=[teach], minimum_age=18),
        ],
    )
    make_entry(
        directory,
        "Klangbrücke",
        category=choir,
        districts=[stahl, erdorf],
        target_groups=[families],
        places=[ramp],
        openings=[make_opening("Noten sortieren", is_remote=True, minimum_age=14, time_need="")],
    )
    make_entry(
        directory,
        "Lerntreff",
        category=choir,
        districts=[erdorf],
        openings=[
            make_opening("Vorlesen", 0, time_need="project", help_types=[teach, bake]),
            make_opening("Gestern vorbei", -1, help_types=[bake]),
        ],
    )
    make_entry(directory, "Ohne Gesuch", category=sport, districts=[erdorf])
    return page


def titles(response) -> list[str]:
    return [row["title"] for row in response.context["rows"]]


QUERIES = [
    {},
    {"hilfe": ["anpacken"]},
    {"hilfe": ["lehren"], "zeit": ["projekt"], "ortsteil": ["erdorf"]},
    {"kategorie": ["sport"], "unter18": ["1"]},
    {"q": ["klangbrücke"], "zuhause": ["1"]},
    {"zeit": ["einmal", "regelmaessig"], "rollstuhlgerecht": ["1"]},
]


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_every_count_is_what_the_click_brings(town, client, query):
    response = client.get(town.url, query)
    for option in options(response.content):
        if option["is_checked"]:
            continue
        clicked = query | {option["name"]: [*query.get(option["name"], []), option["value"]]}
        expected = option["count"] + (response.context["total"] if option["is_adding"] else 0)
        assert client.get(town.url, clicked).context["total"] == expected, option


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"hilfe": "anpacken"}, {"Kuchen backen", "Vorlesen"}),
        ({"zeit": "einmal"}, {"Kuchen backen"}),
        ({"zuhause": "1"}, {"Noten sortieren"}),
        ({"unter18": "1"}, {"Kuchen backen", "Noten sortieren", "Vorlesen"}),
        ({"kategorie": "sport"}, {"Kuchen backen", "Kinder trainieren"}),
        ({"ortsteil": "erdorf"}, {"Noten sortieren", "Vorlesen"}),
        ({"zielgruppe": "familien"}, {"Noten sortieren"}),
        ({"rollstuhlgerecht": "1"}, {"Noten sortieren"}),
        ({"q": "kuchen"}, {"Kuchen backen"}),
        ({"q": "bolzen"}, {"Kuchen backen", "Kinder trainieren"}),
        ({"q": "trainieren stahl"}, {"Kinder trainieren"}),
        ({"q": "lehren"}, {"Kinder trainieren", "Vorlesen"}),
        ({"q": "noten", "ortsteil": "stahl", "zuhause": "1"}, {"Noten sortieren"}),
    ],
)
def test_a_filter_finds_the_calls_that_fit(town, client, query, found):
    assert set(titles(client.get(town.url, query))) == found


def test_a_row_says_what_somebody_needs_to_decide(town, client):
    soup = BeautifulSoup(client.get(town.url, {"q": "noten"}).content, "html.parser")
    (row,) = soup.select("ul.rows > li")
    text = " ".join(row.get_text(" ").split())
    for said in (
        "Noten sortieren",
        "Klangbrücke",
        "Erdorf, Stahl",
        "ab 14 Jahren",
        "von zu Hause",
        "stufenlos",
    ):
        assert said in text
    assert row.select_one("time")["datetime"] == (timezone.localdate() + timedelta(days=30)).isoformat()


def test_each_row_leads_to_its_call_on_the_page_of_its_entry(town, client):
    for row in client.get(town.url).context["rows"]:
        address, _hash, anchor = row["url"].partition("#")
        assert (
            BeautifulSoup(client.get(address).content, "html.parser").find(id=anchor).h3.text == row["title"]
        )


def test_the_last_day_counts_and_the_day_after_everything_forgets_the_call(
    town, directory, client, time_travel
):
    addresses = (town.url, f"{town.url}?q=vorlesen", f"{town.url}?zeit=projekt", directory.url)
    before = client.get(town.url)
    assert "endet heute" in before.content.decode()
    assert "Vorlesen" in titles(before)
    for address in addresses:
        client.get(address)
    midnight = datetime.combine(timezone.localdate() + timedelta(days=1), datetime.min.time())
    time_travel(timezone.make_aware(midnight))
    assert titles(client.get(addresses[1])) == titles(client.get(addresses[2])) == []
    after = client.get(town.url)
    assert after.context["total"] == before.context["total"] - 1
    assert "Vorlesen" not in after.content.decode()
    assert "projekt" not in [box["value"] for box in options(after.content)]


@pytest.mark.parametrize(
    ("order", "first"), [("", "Kuchen backen"), ("ende", "Vorlesen"), ("relevanz", "Kuchen backen")]
)
def test_the_list_is_sorted_as_asked(town, client, order, first):
    assert titles(client.get(town.url, {"sortierung": order}))[0] == first


def test_what_is_new_comes_first_and_a_change_does_not_make_it_new(town, directory, client):
    PublicOpening.objects.update(shown_since=timezone.localdate() - timedelta(days=9))
    make_entry(directory, "Zuletzt", openings=[make_opening("Neues Gesuch")])
    kickers = OrganisationPage.objects.get(title="Kickers")
    kickers.summary = "Anders."
    kickers.save_revision().publish()
    assert titles(client.get(town.url))[0] == "Neues Gesuch"
    assert PublicOpening.objects.filter(shown_since=timezone.localdate()).count() == 1


def test_pages_follow_each_other_with_the_filters_kept(town, directory, client):
    for number in range(3):
        make_entry(directory, openings=[make_opening(f"Zelt {number}-{each}") for each in range(10)])
    first = client.get(town.url, {"q": "zelt"})
    assert b'<link rel="next" href="?q=zelt&amp;seite=2">' in first.content
    assert b'<meta name="robots" content="noindex, follow">' in first.content
    second = client.get(town.url, {"q": "zelt", "seite": 2})
    assert b'rel="prev"' in second.content
    assert len({*titles(first), *titles(second)}) == 30


def test_nothing_found_offers_suggestions_that_find_what_they_say(town, client):
    ways = client.get(town.url, {"zeit": "einmal", "zuhause": "1", "ortsteil": "erdorf"}).context[
        "suggestions"
    ]
    assert ways["fewer"]
    for offer in ways["fewer"]:
        assert client.get(town.url + offer["url"]).context["total"] == offer["count"]
    # What is asked for most is no answer to these wishes.
    assert ways["help_types"] == []


def test_nothing_found_offers_the_help_that_the_words_alone_find(town, client):
    wishes = {"q": "trainieren", "zeit": "einmal", "zuhause": "1", "ortsteil": "erdorf"}
    found = client.get(town.url, wishes).context["suggestions"]["help_types"]
    assert [each["slug"] for each in found] == ["lehren"]
    for each in found:
        assert client.get(town.url, {"hilfe": each["slug"]}).context["total"] == each["count"]


@pytest.mark.parametrize("query", [{}, {"q": "quantenphysik"}])
def test_an_empty_list_names_the_office_and_its_hours(page, client, query):
    town = TownSettings.for_site(page.get_site())
    town.organisation, town.phone, town.opening_hours = "Ehrenamtsagentur", "06561 1", "donnerstags 16 Uhr"
    town.save()
    text = client.get(page.url, query).content.decode()
    assert ("Kein passendes Gesuch" in text) == bool(query)
    for said in ("Ehrenamtsagentur", 'href="tel:065611"', "donnerstags 16 Uhr"):
        assert said in text


def test_a_list_without_a_directory_is_empty(directory, page, client):
    directory.delete()
    assert client.get(page.url).context["total"] == 0


def test_a_slip_shows_what_was_meant(town, client):
    response = client.get(town.url, {"q": "Kuhcen"})
    assert titles(response) == ["Kuchen backen"]
    assert response.context["guess"] == "Kuchen"


def test_a_small_word_is_nothing_that_was_meant(town, directory, client):
    make_entry(directory, summary="Auch für Gäste.", openings=[make_opening("Auch am Abend")])
    assert client.get(town.url, {"q": "kuch"}).context["guess"] != "auch"
    assert client.get(town.url, {"q": "sauch"}).context["total"] == 0


def test_the_directory_and_the_list_lead_to_each_other_with_the_filters_kept(town, directory, client):
    settings = TownSettings.for_site(town.get_site())
    settings.directory_page, settings.openings_page = directory, town
    settings.save()
    there = client.get(directory.url, {"mithilfe": "1", "kategorie": "sport", "wochentag": "mo"})
    assert f'href="{town.url}?kategorie=sport"' in there.content.decode()
    back = client.get(town.url, {"kategorie": "sport", "zeit": "einmal"})
    assert f'href="{directory.url}?kategorie=sport&amp;mithilfe=1"' in back.content.decode()


def test_a_kind_of_help_is_found_by_its_new_name(town, client):
    help_type = Opening.objects.get(title="Kuchen backen").help_types.get()
    help_type.name = "zupacken"
    help_type.save()
    assert set(titles(client.get(town.url, {"q": "zupacken"}))) == {"Kuchen backen", "Vorlesen"}
    assert client.get(town.url, {"q": "anpacken"}).context["total"] == 0


def test_the_rows_are_right_until_somebody_tampers_with_them(town):
    everything = OrganisationPage.objects.all()
    assert write_records(everything) == []
    PublicOpening.objects.filter(entry__title="Kickers").delete()
    PublicOpening.objects.filter(entry__title="Lerntreff").first().facets.all().delete()
    assert set(write_records(everything)) == {"Kickers", "Lerntreff"}
    assert write_records(everything) == []


def test_a_copied_entry_with_the_same_keys_is_a_call_of_its_own(directory, page, client):
    key = uuid4()
    for title in ("Eins", "Zwei"):
        make_entry(directory, title, openings=[make_opening(key=key)])
    addresses = [row["organisation_url"] for row in client.get(page.url).context["rows"]]
    assert len(set(addresses)) == 2


def hide_call(entry):
    close_opening(entry.openings.get())


def remove_call(entry):
    entry.openings = []
    entry.save_revision().publish()


def protect(entry):
    PageViewRestriction.objects.create(page=entry, restriction_type="login")


def protect_above(entry):
    PageViewRestriction.objects.create(page=entry.get_parent(), restriction_type="password", password="x")


HIDING = {
    "ended": hide_call,
    "removed": remove_call,
    "unpublished": lambda entry: entry.unpublish(),
    "withdrawn": lambda entry: withdraw_entry(entry, email="a@example.org"),
    "deleted": lambda entry: entry.delete(),
    "protected": protect,
    "directory protected": protect_above,
}


@pytest.mark.parametrize("hide", HIDING.values(), ids=HIDING)
def test_a_call_that_is_hidden_is_nowhere_at_once(
    directory, page, client, hide, django_capture_on_commit_callbacks
):
    addresses = (page.url, f"{page.url}?q=suchwort", f"{page.url}?hilfe=anpacken")
    fields = {"task": "Suchwort", "help_types": [make_help_type()]}
    with django_capture_on_commit_callbacks(execute=True):
        entry = make_entry(directory, openings=[make_opening(WORD, **fields)])
    assert all(WORD in client.get(address).content.decode() for address in addresses)
    with django_capture_on_commit_callbacks(execute=True):
        hide(entry)
    assert [address for address in addresses if WORD in client.get(address).content.decode()] == []
    assert options(client.get(page.url).content) == []


@pytest.mark.parametrize("kind", ["draft", "change", "over from the start"])
def test_a_call_that_was_never_public_is_nowhere(directory, page, client, kind):
    opening = make_opening(WORD, in_days=-1 if kind.startswith("over") else 5, task="Suchwort")
    entry = make_entry(directory, live=kind != "draft", openings=[] if kind == "change" else [opening])
    if kind == "change":
        entry.openings = [opening]
        entry.save_revision()
    for address in (page.url, f"{page.url}?q=suchwort"):
        response = client.get(address)
        assert WORD not in response.content.decode()
        assert response.context["total"] == 0


def test_calls_of_another_town_are_not_listed(directory, page, client):
    other = Page(title="Nachbarstadt", slug="nachbarstadt")
    Page.get_first_root_node().add_child(instance=other)
    own = type(directory)(title="Verzeichnis", slug="verzeichnis")
    other.add_child(instance=own)
    make_entry(own, openings=[make_opening(WORD)])
    assert client.get(page.url).context["total"] == 0


def data_of(response) -> dict:
    soup = BeautifulSoup(response.content, "html.parser")
    return json.loads(soup.select_one('script[type="application/ld+json"]').string)


def test_search_engines_get_a_list_here_and_the_job_on_the_page_of_its_entry(town, client):
    response = client.get(town.url)
    listed = data_of(response)["mainEntity"]["itemListElement"]
    assert [each["name"] for each in listed] == titles(response)
    assert "JobPosting" not in response.content.decode()
    (remote,) = (each for each in listed if each["name"] == "Noten sortieren")
    graph = data_of(client.get(remote["url"].partition("#")[0]))["@graph"]
    (job,) = (node for node in graph if node["@type"] == "JobPosting")
    assert job["url"] == remote["url"]
    assert job["employmentType"] == "VOLUNTEER"
    assert job["validThrough"] == (timezone.localdate() + timedelta(days=30)).isoformat()
    assert job["applicantLocationRequirements"] == {"@type": "Country", "name": "DE"}


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_eight_queries(directory, page, queries_of, rows):
    page.introduction = f'<p><a linktype="page" id="{directory.pk}">Verzeichnis</a></p>'
    page.save()
    help_type = make_help_type()
    for number in range(rows):
        make_entry(directory, f"Gruppe {number}", openings=[make_opening(help_types=[help_type])])
    for query in ({}, {"q": "kuchen", "hilfe": "anpacken", "ortsteil": "stahl"}, {"q": "grupe kuchn"}):
        assert queries_of(page.url, **query) <= 8, query


PARAMETERS = ["q", "hilfe", "zeit", "zuhause", "unter18", "ortsteil", "sortierung", "seite"]


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_hostile_parameters_are_answered(town, client, parameter):
    for value in HOSTILE:
        response = client.get(town.url, {parameter: [value, value]})
        assert response.status_code == 200
        assert b"<script>alert" not in response.content


def test_templates_miss_no_variable(town, client, settings):
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "MISSING[%s]"
    for query in ({}, {"q": "quantenphysik"}, {"zeit": "einmal", "zuhause": "1"}):
        assert "MISSING[" not in client.get(town.url, query).content.decode()


def test_an_editor_sees_the_list_in_the_preview(town, admin_client):
    preview = reverse("wagtailadmin_pages:view_draft", args=[town.pk])
    assert "Kuchen backen" in admin_client.get(preview).content.decode()
