import random
import re
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from cms.caching.content_version import refresh_content
from directory.browse.filters import Filters
from directory.browse.index import EntryResults
from directory.models import Category, District, MeetingPlace, Offer, Opening, PublicEntry
from directory.workflow import confirm_entry
from tests.support.making import make_image, make_picture_file
from tests.support.recorded import recorded

from .factories import make_category, make_district, make_entry, make_target_group


@pytest.fixture
@recorded
def town(directory):
    """Entries of all kinds, always the same ones."""
    dice = random.Random(7)
    sport = make_category("Sport")
    categories = [
        make_category("Fußball", parent=sport, synonyms="Kicken, Bolzen"),
        make_category("Turnen", parent=sport),
        make_category("Chor & Gesang"),
    ]
    districts = [make_district(name) for name in ("Stahl", "Mötsch", "Erdorf")]
    groups = [make_target_group(name) for name in ("Familien", "Menschen 65+")]
    for number in range(24):
        make_entry(
            directory,
            f"Gruppe {number:02}",
            category=dice.choice(categories),
            categories=dice.sample(categories, dice.randint(0, 1)),
            districts=dice.sample(districts, dice.randint(1, 2)),
            target_groups=dice.sample(groups, dice.randint(0, 2)),
            places=[MeetingPlace(show_exact_address=True, has_ramp=dice.choice([True, False, None]))],
            offers=[
                Offer(
                    name="Treffen",
                    frequency="weekly",
                    weekdays=dice.choice(["MO", "MO,WE", "SU"]),
                    cost=dice.choice(["free", "fee", ""]),
                )
            ],
            openings=[
                Opening(
                    title="Hilfe", valid_until=timezone.localdate() + timedelta(days=dice.choice([-1, 5]))
                )
            ],
        )
    return directory


def options(html: bytes) -> list[dict]:
    """The checkboxes of a page as `{name, value, checked, text, count, is_adding}`."""
    found = []
    for box in BeautifulSoup(html, "html.parser").select("input[type=checkbox]"):
        count = box.find_parent("label").select_one(".check__count").get_text(" ", strip=True)
        found.append(
            {
                "name": box["name"],
                "value": box["value"],
                "is_checked": box.has_attr("checked"),
                "is_adding": count.startswith("+"),
                "count": int(re.search(r"\d+", count).group()),
            }
        )
    return found


QUERIES = [
    {},
    {"kategorie": ["sport"]},
    {"kategorie": ["fussball"], "ortsteil": ["stahl"]},
    {"ortsteil": ["stahl", "erdorf"], "kostenlos": ["1"]},
    {"zielgruppe": ["familien"], "wochentag": ["mi"], "mithilfe": ["1"]},
    {"q": ["kicken"], "rollstuhlgerecht": ["1"]},
    {"wochentag": ["mo", "so"], "zielgruppe": ["menschen-65"]},
]


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_every_count_is_what_the_click_brings(town, client, query):
    response = client.get(town.url, query)
    before = response.context["total"]
    assert any(not option["is_checked"] for option in options(response.content))
    for option in options(response.content):
        if option["is_checked"]:
            continue
        clicked = query | {option["name"]: [*query.get(option["name"], []), option["value"]]}
        expected = before + option["count"] if option["is_adding"] else option["count"]
        assert client.get(town.url, clicked).context["total"] == expected, option


def test_ticked_options_stay_ticked(town, client):
    boxes = options(client.get(town.url, {"kategorie": ["sport"], "kostenlos": "1"}).content)
    ticked = {(box["name"], box["value"]) for box in boxes if box["is_checked"]}
    assert ticked == {("kategorie", "sport"), ("kostenlos", "1")}


def test_a_parent_category_finds_its_children(town, client):
    sport = client.get(town.url, {"kategorie": "sport"}).context["total"]
    children = client.get(town.url, {"kategorie": ["fussball", "turnen"]}).context["total"]
    assert sport == children > 0


def test_each_chip_takes_its_own_filter_away(town, client):
    query = {"q": "gruppe", "kategorie": ["sport"], "ortsteil": ["stahl", "erdorf"], "kostenlos": "1"}
    chips = client.get(town.url, query).context["chips"]
    assert [str(chip["text"]) for chip in chips] == ["„gruppe“", "Sport", "Erdorf", "Stahl", "kostenlos"]
    left = [parse_qs(urlsplit(chip["url"]).query) for chip in chips]
    assert "q" not in left[0]
    assert "kategorie" not in left[1]
    assert left[2]["ortsteil"] == ["stahl"]
    assert left[3]["ortsteil"] == ["erdorf"]
    assert "kostenlos" not in left[4]


@pytest.mark.parametrize("typed", ["fussball", "FUSSBALL", "Fußball", "kicken", "fuss", "ball", "  bolzen  "])
def test_words_find_however_they_are_typed(directory, typed):
    make_entry(directory, category=make_category("Fußball", synonyms="Kicken, Bolzen"), title="Südwiese")
    assert len(EntryResults(directory, Filters(text=typed), as_typed=True)) == 1


@pytest.mark.parametrize(
    "typed", ["sudwiese moetsch", "suedwiese motsch", "Südwiese Mötsch", "mötsch spielen"]
)
def test_all_words_must_be_there_but_anywhere(directory, typed):
    make_entry(directory, title="Südwiese", districts=[make_district("Mötsch")])
    make_entry(directory, title="Südwiese zwei", districts=[make_district("Stahl")])
    assert len(EntryResults(directory, Filters(text=typed), as_typed=True)) == 1


def test_an_expired_call_no_longer_seeks_help(directory):
    yesterday = timezone.localdate() - timedelta(days=1)
    make_entry(directory, openings=[Opening(title="Hilfe", valid_until=yesterday)])
    make_entry(directory, openings=[Opening(title="Hilfe", valid_until=timezone.localdate())])
    assert len(EntryResults(directory, Filters(flags=frozenset({"help"})))) == 1


def test_pages_follow_each_other_with_the_filters_kept(town, client):
    first = client.get(town.url, {"q": "gruppe"})
    assert first.context["page_obj"].paginator.num_pages == 2
    assert b'<link rel="next" href="?q=gruppe&amp;seite=2">' in first.content
    second = client.get(town.url, {"q": "gruppe", "seite": 2})
    assert b'rel="prev"' in second.content
    names = [row["name"] for page in (first, second) for row in page.context["rows"]]
    assert names == sorted(names)
    assert len(set(names)) == 24


def test_a_page_tells_which_one_it_is(town, client):
    titles = [
        BeautifulSoup(client.get(town.url, query).content, "html.parser").title.get_text()
        for query in ({}, {"seite": 2}, {"q": "gruppe", "seite": 2})
    ]
    starts = ["Verzeichnis – ", "Verzeichnis – Seite 2 von 2 – ", "„gruppe“ – Verzeichnis – Seite 2 von 2 – "]
    assert [title.startswith(start) for title, start in zip(titles, starts, strict=True)] == [True] * 3


@pytest.mark.parametrize(("order", "first"), [("", "Anfang"), ("name", "Anfang"), ("bestaetigt", "Ende")])
def test_the_list_is_sorted_as_asked(directory, client, order, first):
    make_entry(directory, "Anfang")
    confirm_entry(make_entry(directory, "Ende"), by="Kim")
    assert client.get(directory.url, {"sortierung": order}).context["rows"][0]["name"] == first


def test_what_nobody_ever_confirmed_comes_last(directory):
    days = {
        "Chor": None,
        "Angeln": None,
        "Zelten": date(2026, 3, 1),
        "Boule": date(2026, 9, 1),
        "Ahnen": date(2026, 3, 1),
    }
    for title, day in days.items():
        entry = make_entry(directory, title)
        PublicEntry.objects.filter(pk=entry.pk).update(assured_on=day)
    refresh_content()
    expected = ["Boule", "Ahnen", "Zelten", "Angeln", "Chor"]
    assert [entry.title for entry in EntryResults(directory, Filters(order="confirmed"))[:9]] == expected


@pytest.mark.parametrize(
    ("query", "offered", "current"),
    [
        ({}, ["name", "bestaetigt"], "name"),
        ({"sortierung": "relevanz"}, ["name", "bestaetigt"], "name"),
        ({"q": "gruppe"}, ["relevanz", "name", "bestaetigt"], "relevanz"),
        ({"q": "gruppe", "sortierung": "name"}, ["relevanz", "name", "bestaetigt"], "name"),
        ({"q": "gruppe", "sortierung": "nichts"}, ["relevanz", "name", "bestaetigt"], "relevanz"),
    ],
)
def test_how_well_a_text_fits_is_an_order_only_with_a_text(town, client, query, offered, current):
    orders = client.get(town.url, query).context["orders"]
    assert [order["value"] for order in orders] == offered
    assert [order["value"] for order in orders if order["is_current"]] == [current]


def test_the_order_stays_while_filters_come_and_go(town, client):
    response = client.get(town.url, {"kategorie": "sport", "kostenlos": "1", "sortierung": "bestaetigt"})
    assert all("sortierung=bestaetigt" in chip["url"] for chip in response.context["chips"])
    assert b'<input type="hidden" name="sortierung" value="bestaetigt"' in response.content


def test_a_list_that_was_asked_for_something_is_not_for_search_engines(town, client):
    noindex = b'<meta name="robots" content="noindex, follow">'
    assert noindex not in client.get(town.url).content
    assert noindex not in client.get(town.url, {"seite": 2}).content
    assert noindex in client.get(town.url, {"kategorie": "sport"}).content
    assert noindex in client.get(town.url, {"sortierung": "bestaetigt"}).content


@pytest.mark.parametrize(
    ("asked", "own"),
    [
        ({}, ""),
        ({"seite": "2"}, "?seite=2"),
        ({"seite": "1"}, ""),
        ({"seite": "99"}, "?seite=2"),
        ({"seite": '"><b>'}, ""),
        ({"utm_source": "x"}, ""),
        ({"wochentag": "mo", "seite": "2"}, ""),
    ],
)
def test_a_page_of_the_list_has_one_address_for_search_engines(town, client, asked, own):
    soup = BeautifulSoup(client.get(town.url, asked).content, "html.parser")
    assert soup.select_one("link[rel=canonical]")["href"] == f"http://testserver{town.url}{own}"


def test_each_row_has_a_picture_or_the_symbol_of_its_category(directory, client, queries_of):
    choir = make_category("Chor")
    Category.objects.filter(pk=choir.pk).update(icon="music")
    make_entry(directory, "Ohne Bild", category=choir)
    make_entry(directory, "Ohne Zeichen", category=make_category("Sonstiges"))
    make_entry(directory, "Foto", logo=make_image())
    make_entry(directory, "Zeichen", logo=make_image(file=make_picture_file(size=(40, 40))))
    soup = BeautifulSoup(client.get(directory.url).content, "html.parser")
    tiles = {row.a.get_text(): row.select_one(".row__tile") for row in soup.select("main ul.rows article")}
    assert tiles["Ohne Bild"].use["href"].endswith("#music")
    assert tiles["Ohne Zeichen"].use["href"].endswith("#people")
    for name in ("Foto", "Zeichen"):
        image = tiles[name].img
        # Its place is kept, it waits for being seen, and the name beside it says who it is.
        assert (image["loading"], image["alt"]) == ("lazy", "")
        assert image["width"] and image["height"]
    assert "row__tile--logo" in tiles["Zeichen"]["class"]
    assert "row__tile--logo" not in tiles["Foto"]["class"]
    few = queries_of(directory.url)
    for number in range(4):
        make_entry(directory, f"Weiterer {number}", logo=make_image())
    assert queries_of(directory.url) == few <= 8


def test_nothing_found_offers_a_way_on(town, client):
    response = client.get(town.url, {"q": "quantenphysik"})
    empty = BeautifulSoup(response.content, "html.parser").select_one(".empty")
    assert "Nichts gefunden" in empty.get_text()
    assert "Versuchen Sie ein anderes Wort" in empty.get_text()
    # What most clubs do is no answer to this.
    assert [link["href"] for link in empty.select("a[href*=kategorie]")] == []


def test_nothing_found_in_a_category_offers_those_beside_it(town, client):
    make_category("Tauchen", parent=Category.objects.get(slug="sport"))
    query = {"kategorie": "fussball", "ortsteil": "gibt-es-nicht", "alter": "7", "wochentag": "di"}
    beside = client.get(town.url, query).context["suggestions"]["categories"]
    assert [each["slug"] for each in beside] == ["sport", "turnen"]
    for each in beside:
        assert each["count"] == client.get(town.url, {"kategorie": each["slug"]}).context["total"] > 0


def test_nothing_found_offers_the_categories_in_which_the_words_are_found(town, client):
    club = make_category("Wissen")
    for name in ("Quantenphysik", "Quantenchemie"):
        make_entry(town, name, category=club, districts=[District.objects.first()])
    query = {"q": "quantenphysik", "ortsteil": "gibt-es", "kostenlos": "1"}
    [offer] = client.get(town.url, query).context["suggestions"]["categories"]
    assert (offer["name"], offer["count"]) == ("Wissen", 2)


def test_nothing_found_offers_each_filter_that_was_one_too_many(town, client):
    query = {"q": "quantenphysik", "kategorie": "sport", "ortsteil": "stahl"}
    make_entry(town, "Quantenphysik", category=make_category("Wissen"), districts=[District.objects.first()])
    offers = client.get(town.url, query).context["suggestions"]["fewer"]
    assert offers
    for offer in offers:
        assert offer["count"] == client.get(town.url + offer["url"]).context["total"] > 0


def test_an_empty_directory_says_so(directory, client):
    assert "noch keine Einträge" in client.get(directory.url).content.decode()


HOSTILE = [
    "\x00",
    "a\x00b",
    "\u202e\u2066",
    "x" * 50_000,
    "9" * 30,
    "-1",
    "%",
    "_%_",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "\r\nSet-Cookie: a=b",
    "😀",
]
PARAMETERS = ["q", "kategorie", "ortsteil", "wochentag", "kostenlos", "sortierung", "seite", "unbekannt"]


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_hostile_parameters_are_answered(directory, client, parameter):
    make_entry(directory)
    for value in HOSTILE:
        response = client.get(directory.url, {parameter: [value, value]})
        assert response.status_code == 200
        assert b"<script>alert" not in response.content


def test_a_lone_surrogate_is_answered(directory, client):
    make_entry(directory)
    assert client.get(f"{directory.url}?q=%ED%A0%80&seite=%FF").status_code == 200


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_eight_queries(directory, client, rows, django_assert_max_num_queries):
    category = make_category("Fußball")
    for number in range(rows):
        make_entry(directory, f"Gruppe {number}", category=category, offers=[Offer(name="Treffen")])
    filtered = {"kategorie": ["fussball"], "ortsteil": ["stahl"], "q": "gruppe"}
    for query in ({}, filtered, {"q": "gruppe", "sortierung": "bestaetigt"}):
        client.get(directory.url, query)
        with django_assert_max_num_queries(8):
            assert client.get(directory.url, query).context["total"] == rows


@pytest.mark.parametrize("text", ["quantenphysik", "fusbal klavir", "fusbal quantenphysik"])
def test_a_text_that_finds_nothing_costs_eight_queries(town, client, queries_of, text):
    assert queries_of(town.url, q=text, kategorie="sport", ortsteil="stahl", kostenlos="1") <= 8


def test_a_slip_shows_what_was_meant_and_says_so(directory, client):
    make_entry(directory, "Die Kicker", category=make_category("Fußball"))
    make_entry(directory, "Lesekreis", category=make_category("Bücher"))
    soup = BeautifulSoup(client.get(directory.url, {"q": "Fusball"}).content, "html.parser")
    assert [row.get_text(strip=True) for row in soup.select("ul.rows h3")] == ["Die Kicker"]
    assert soup.select_one(".search-guess strong").text == "Fußball"
    assert soup.select_one("[name=q]")["value"] == "Fusball"
    # Downloads contain what the list shows.
    assert all("q=fussball" in link["href"] for link in soup.select('a[href^="/daten/"][href*="q="]'))


def test_words_that_are_found_are_not_exchanged(directory, client):
    make_entry(directory, "Die Kicker", category=make_category("Fußball"))
    make_entry(directory, "Fußpflege", category=make_category("Bücher"))
    soup = BeautifulSoup(client.get(directory.url, {"q": "Fußb"}).content, "html.parser")
    assert [row.get_text(strip=True) for row in soup.select("ul.rows h3")] == ["Die Kicker"]
    assert soup.select(".search-guess") == []
