import json
from html import unescape

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction, Site

from cms.towns.models import TownSettings
from tests.support.making import make_image, make_page

pytestmark = pytest.mark.django_db


def settings_of(home):
    return TownSettings.for_site(Site.objects.get(root_page=home))


def soup_of(client, url="/"):
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def publish(home, **fields):
    for name, value in fields.items():
        setattr(home, name, value)
    home.save_revision().publish()


def test_the_headline_is_emphasised_where_the_editor_marked_it(client, home):
    publish(home, hero_title="Bitburg lebt von Menschen, die *mitmachen*")
    headline = soup_of(client).h1
    assert headline.get_text() == "Bitburg lebt von Menschen, die mitmachen"
    assert headline.em.get_text() == "mitmachen"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Engagierte Stadt Musterstadt", "Engagierte Stadt Musterstadt"),
        ("Ehrenamt in Musterstadt", "Ehrenamt in Musterstadt"),
        ("Ehrenamt", "Ehrenamt – Engagierte Stadt Musterstadt"),
    ],
)
def test_the_window_names_the_town_once(client, home, title, shown):
    publish(home, title=title)
    assert soup_of(client).title.get_text() == shown


def test_a_headline_cannot_bring_markup(client, home):
    publish(home, hero_title="<b>Fett</b> und *<i>schräg</i>*")
    assert soup_of(client).h1.find(["b", "i"]) is None


def test_the_idea_is_a_numbered_list_with_a_link(client, home):
    goal = make_page(home, "Die Idee")
    items = [{"type": "item", "value": {"title": title, "text": ""}} for title in ("Wandel", "Wege")]
    publish(home, idea_title="Miteinander", idea_items=items, idea_page=goal)
    idea = soup_of(client).find(class_="idea")
    assert [each.get_text() for each in idea.ol.find_all("h3")] == ["Wandel", "Wege"]
    assert idea.find("a", href=goal.url).get_text() == "Die Idee"


def test_no_link_leads_to_an_idea_that_is_private(client, home):
    goal = make_page(home, "Die Idee")
    PageViewRestriction.objects.create(page=goal, restriction_type=PageViewRestriction.LOGIN)
    publish(home, idea_title="Miteinander", idea_page=goal)
    assert soup_of(client).find("a", href=goal.url) is None


def test_facts_are_shown_in_numbers(client, home):
    fact = {"number": "> 3 Mio. €", "label": "investiert", "note": ""}
    publish(home, numbers=[{"type": "fact", "value": fact}])
    numbers = soup_of(client).find("dl", class_="numbers")
    assert unescape(numbers.dd.get_text()) == "> 3 Mio. €"


def test_the_finder_leads_to_the_directory_by_plain_form(client, home):
    directory = make_page(home, "Verzeichnis", model="directory.DirectoryPage")
    settings = settings_of(home)
    settings.directory_page = directory
    settings.save()
    form = soup_of(client).find("form", class_="finder__form")
    assert (form["action"], form["method"]) == (directory.url, "get")
    assert form.find("input", attrs={"name": "q"})


def test_without_a_directory_there_is_no_finder(client, home):
    assert soup_of(client).find("form", class_="finder__form") is None


@pytest.mark.parametrize(("count", "shown"), [(0, False), (1, True)])
def test_news_are_left_out_when_their_number_is_zero(client, home, count, shown):
    index = make_page(home, "Aktuelles", model="news.NewsIndexPage")
    make_page(index, "Neues Verzeichnis", model="news.NewsPage")
    publish(home, news_count=count)
    assert ("Neues Verzeichnis" in soup_of(client).main.get_text()) is shown


def test_a_draft_of_news_is_not_announced(client, home):
    index = make_page(home, "Aktuelles", model="news.NewsIndexPage")
    make_page(index, "Noch geheim", model="news.NewsPage", live=False)
    assert "Noch geheim" not in soup_of(client).get_text()


def test_site_and_office_are_described_for_machines(home, rf):
    settings = settings_of(home)
    settings.name, settings.organisation = "Bitburg", "Ehrenamtsagentur Bitburg"
    settings.save()
    data = home.structured_data(rf.get("/"))
    site, office = data["@graph"]
    assert (site["@type"], office["@type"]) == ("WebSite", "Organization")
    assert office["name"] == "Ehrenamtsagentur Bitburg"
    assert site["publisher"]["@id"] == office["@id"]
    assert json.dumps(data)


def test_the_preview_shows_the_draft(home):
    home.hero_title = "Ein *Entwurf*"
    response = home.make_preview_request(preview_mode=home.default_preview_mode)
    assert b"Entwurf" in response.content


@pytest.mark.parametrize("number", [1, 50])
def test_the_start_page_stays_within_twelve_queries(client, home, queries_of, number):
    news = make_page(home, "Aktuelles", model="news.NewsIndexPage")
    for each in range(number):
        make_page(news, f"Meldung {each}", model="news.NewsPage", share_image=make_image())
    link = {"type": "button", "value": {"page": news.pk, "document": None, "url": "", "label": ""}}
    publish(
        home, hero_image=make_image(), hero_buttons=[link], idea_title="Idee", idea_page=news, news_count=12
    )
    assert queries_of("/") <= 12
