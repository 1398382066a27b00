"""What citizens see of the calendar: days, filters, numbers, what is cancelled or moved, and ways to take it along."""

import json
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup

from cms.searches.models import SearchNote
from cms.towns.models import TownSettings
from directory.models import MeetingPlace
from directory.tests.factories import make_category, make_district, make_entry
from events.models import ChangedDay, PublicEvent
from tests.support.making import make_image

from .making import SATURDAY, TODAY, announce, make_date_picture, make_event, moment, training

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_monday_in_march")]


def soup_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def listed(soup):
    """Return {day: titles} of the list."""
    return {
        section.h3.time["datetime"]: [link.get_text() for link in section.select("a.stretch")]
        for section in soup.select("section.day")
    }


def number(soup):
    return int(soup.select_one("#results-count").get_text().split()[0])


def test_special_dates_stand_before_regular_ones_which_are_folded(client, directory, calendar):
    entry = make_entry(directory, offers=[training("MO,TU,WE,TH,FR,SA,SU")])
    announce(entry)
    soup = soup_of(client, calendar.url)
    day = soup.select_one(f'section.day:has(time[datetime="{SATURDAY}"])')
    assert [link.get_text() for link in day.select("a.stretch")] == ["Vereinsfest", "Training"]
    folded = day.select_one("details.regular")
    assert "(1)" in folded.summary.get_text() and not folded.has_attr("open")


def test_regular_dates_are_open_where_there_is_nothing_else(client, directory, calendar):
    make_entry(directory, offers=[training("MO,TU,WE,TH,FR,SA,SU")])
    assert all(each.has_attr("open") for each in soup_of(client, calendar.url).select("details.regular"))


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?wann=heute", {"Am Montag"}),
        ("?wann=morgen", {"Am Dienstag"}),
        ("?wann=woche", {"Am Montag", "Am Dienstag", "Am Samstag"}),
        ("?wann=wochenende", {"Am Samstag"}),
        ("?von=2030-03-05&bis=2030-03-09", {"Am Dienstag", "Am Samstag"}),
        ("?bis=2030-03-05", {"Am Montag", "Am Dienstag"}),
        ("", {"Am Montag", "Am Dienstag", "Am Samstag"}),
        # What makes no sense is not asked for.
        ("?wann=irgendwann&von=gestern&monat=2030-13&alter=alt&veranstalter=x", None),
    ],
)
def test_days_are_chosen_by_name_or_range(client, calendar, query, titles):
    for title, day in {"Am Montag": 4, "Am Dienstag": 5, "Am Samstag": 9, "Im April": 40}.items():
        start = TODAY + timedelta(days=day - 4)
        make_event(calendar, title, f"{start} 10:00", None)
    found = {title for titles in listed(soup_of(client, calendar.url + query)).values() for title in titles}
    assert found == (titles or {"Am Montag", "Am Dienstag", "Am Samstag"})


def test_what_comes_later_is_told_so_that_the_page_is_never_empty(client, calendar):
    make_event(calendar, "Sommerfest", "2030-07-06 15:00", None)
    soup = soup_of(client, calendar.url)
    assert listed(soup) == {} and soup.select_one(".empty")
    assert [link.get_text() for link in soup.select(".later a.stretch")] == ["Sommerfest"]
    assert "Sommerfest" in soup_of(client, calendar.url + "?wann=heute").select_one(".later").get_text()


def test_a_month_is_a_list_of_all_its_days(client, directory, calendar):
    announce(make_entry(directory, offers=[training()]))
    soup = soup_of(client, calendar.url + "?monat=2030-03")
    days = soup.select(".month__day")
    assert len(days) == 31
    assert "Vereinsfest" in days[8].get_text() and "14:00" in days[8].get_text()
    assert "1 regelmäßig" in days[5].get_text()
    assert soup.select_one('a[rel="next"]')["href"] == "?monat=2030-04"
    assert not soup.select('a[rel="prev"]')
    assert [each.get_text() for each in soup.select('[data-key^="art="] .check__count')] == ["1", "4"]


def test_a_day_is_named_by_the_holiday_of_the_land(client, directory, calendar):
    announce(make_entry(directory), day=date(2030, 6, 20))  # Corpus Christi
    query = "?von=2030-06-20&bis=2030-06-20"
    assert soup_of(client, calendar.url + query).select_one(".day__holiday").get_text() == "Fronleichnam"


def test_not_every_land_has_that_holiday(client, directory, calendar):
    TownSettings.objects.update_or_create(site=calendar.get_site(), defaults={"land": "SH"})
    announce(make_entry(directory), day=date(2030, 6, 20))
    assert not soup_of(client, calendar.url + "?von=2030-06-20&bis=2030-06-20").select(".day__holiday")


def test_what_lasts_stands_once_on_the_first_of_the_days(client, calendar):
    make_event(calendar, "Ausstellung", "2030-02-20 10:00", "2030-04-10 18:00")
    assert listed(soup_of(client, calendar.url)) == {"2030-03-04": ["Ausstellung"]}
    assert listed(soup_of(client, calendar.url + "?wann=wochenende")) == {"2030-03-09": ["Ausstellung"]}


def test_whole_days_of_a_club_need_no_hour(client, directory, calendar):
    announce(make_entry(directory), "Zeltlager", starts_at=None, all_day=True, ends_on=date(2030, 3, 12))
    soup = soup_of(client, calendar.url + "?von=2030-03-11&bis=2030-03-11")
    assert listed(soup) == {"2030-03-11": ["Zeltlager"]}
    assert soup.select_one(".row__hours").get_text() == "9. März bis 12. März"


def test_cancelled_dates_are_struck_through_with_the_reason(client, directory, calendar):
    announce(make_entry(directory), status="cancelled", status_note="Der Saal ist gesperrt.")
    row = soup_of(client, calendar.url).select_one(".row--off")
    assert row.s.get_text() == "Vereinsfest"
    assert "fällt aus" in row.get_text() and "Der Saal ist gesperrt." in row.get_text()


def test_a_moved_date_stands_on_both_days_and_counts_once(client, directory, calendar):
    make_entry(directory, offers=[training(first_date=TODAY, until=date(2030, 3, 6))])
    event = PublicEvent.objects.get()
    new_start = moment("2030-03-07 19:00")
    ChangedDay.objects.create(
        series=event.series, day=date(2030, 3, 6), change="moved", new_start=new_start, reason="Frost"
    )
    soup = soup_of(client, calendar.url)
    assert listed(soup) == {"2030-03-06": ["Training"], "2030-03-07": ["Training"]}
    old, new = soup.select("article.row")
    told = old.get_text().replace("\xa0", " ")
    assert "verlegt auf Donnerstag, 7. März 2030, 19 Uhr" in told and "Frost" in told
    assert "statt Mittwoch, 6. März 2030" in new.get_text() and not new.s
    assert number(soup) == 1


def test_a_full_date_says_so(client, directory, calendar):
    announce(make_entry(directory), status="full")
    row = soup_of(client, calendar.url).select_one("article.row")
    assert "ausgebucht" in row.get_text() and not row.s


@pytest.fixture
def varied(directory, calendar):
    sport, music = make_category("Sport"), make_category("Musik")
    stahl, erdorf = make_district("Stahl"), make_district("Erdorf")
    hall = MeetingPlace(name="Halle", street="Weg", show_exact_address=True, has_step_free_entrance=True)
    for name, category, district, fields in (
        ("Kicker", sport, stahl, {"age_from": 6, "age_to": 10, "cost": "free"}),
        ("Läufer", sport, erdorf, {"age_from": 18, "cost": "fee"}),
        ("Chor", music, stahl, {"cost": "free"}),
    ):
        places = [hall] if name == "Kicker" else []
        entry = make_entry(
            directory, name, category=category, districts=[district], offers=[training()], places=places
        )
        announce(entry, f"Fest {name}", **fields)
    return calendar


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?kategorie=sport",
        "?ortsteil=stahl&kostenlos=1",
        "?alter=7",
        "?art=besonders",
        "?q=Fest&kategorie=musik",
    ],
)
def test_the_number_beside_each_filter_is_what_a_click_brings(client, varied, query):
    soup = soup_of(client, varied.url + query)
    total = number(soup)
    options = soup.select("#filters-body label.check:has(.check__count)")
    assert len(options) > 5
    for option in options:
        field, count = option.input, option.select_one(".check__count")
        said = int(count.find(string=True).strip().lstrip("+"))
        if field.has_attr("checked"):
            continue
        sign = "&" if query else "?"
        plain = "" if field["type"] == "checkbox" else query.replace("art=besonders", "art=")
        address = f"{plain or query}{sign}{field['name']}={field['value']}"
        got = number(soup_of(client, varied.url + address))
        is_adding = count.get_text().startswith("+")
        assert got == (total + said if is_adding else said), address


def test_filters_are_chips_that_can_be_removed_and_keep_the_days(client, varied):
    entry = PublicEvent.objects.filter(title="Fest Chor").get().organiser
    query = f"?wann=woche&q=Fest&kategorie=musik&alter=7&veranstalter={entry.public_id}"
    soup = soup_of(client, varied.url + query)
    chips = {each.get_text(" ", strip=True): each["href"] for each in soup.select(".chips[data-key=chips] a")}
    assert [text.removeprefix("Filter entfernen: ") for text in chips] == [
        "„Fest“",
        "für 7 Jahre",
        "Musik",
        "Chor",
    ]
    assert all(url.startswith("?wann=woche&") for url in chips.values())
    assert number(soup) == 1
    assert soup.select_one('meta[name="robots"]')["content"] == "noindex, follow"
    assert soup.select_one('link[rel="canonical"]')["href"].endswith("/termine/")


def test_typed_words_that_are_filters_become_filters(client, varied):
    soup = soup_of(client, varied.url + "?q=Fest gratis am Samstag in Stahl")
    assert soup.select_one("#q")["value"] == "Fest"
    chips = [each.get_text(strip=True) for each in soup.select(".chips[data-key=chips] a")]
    assert [text.removeprefix("Filter entfernen:") for text in chips] == ["„Fest“", "kostenlos", "Stahl"]
    assert listed(soup) == {"2030-03-09": ["Fest Kicker", "Fest Chor"]}
    assert soup.select_one("#results-title").get_text() == "Samstag, 9. März 2030"


def test_every_selection_can_be_taken_along(client, varied):
    soup = soup_of(client, varied.url + "?wann=wochenende&kategorie=sport")
    links = {link.get_text(strip=True): link["href"] for link in soup.select(".take-along a")}
    # A subscription goes on, so only the filters are part of it.
    assert links["Abonnieren"] == "webcal://testserver/daten/termine.ics?kategorie=sport"
    assert links["CSV"] == "/daten/termine.csv?von=2030-03-09&bis=2030-03-10&kategorie=sport"
    assert links["Blatt für den Aushang"] == "?wann=wochenende&kategorie=sport&druck=1"
    assert links["Als Feed (Atom)"] == "/termine/feed/?wann=wochenende&kategorie=sport"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?wann=woche",
        "?monat=2030-03",
        "?q=Fest&alter=7&kostenlos=1&stufenfrei=1&toilette=1&art=besonders",
    ],
)
def test_files_take_what_the_page_takes(client, varied, query):
    links = [link["href"] for link in soup_of(client, varied.url + query).select(".take-along a")]
    for link in links:
        address = link.removeprefix("webcal://testserver")
        assert client.get(f"{varied.url}{address}" if address[0] == "?" else address).status_code == 200, link
    assert client.get(f"/daten/termine.csv{query}").status_code == 200
    assert client.get("/daten/termine.csv?wann=irgendwann").status_code == 400


def test_the_sheet_for_the_notice_board_has_nothing_of_the_frame(client, varied):
    soup = soup_of(client, varied.url + "?wann=wochenende&druck=1")
    assert not soup.select("form, .site-header, .site-footer")
    assert "Fest Kicker" in soup.select_one(".sheet").get_text()
    assert soup.select_one('meta[name="robots"]')["content"].startswith("noindex")


def test_structured_data_are_the_dates_that_are_shown(client, varied):
    soup = soup_of(client, varied.url + "?wann=wochenende")
    (data,) = (
        data
        for script in soup.select('script[type="application/ld+json"]')
        if (data := json.loads(script.string))["@type"] == "ItemList"
    )
    items = [each["item"] for each in data["itemListElement"]]
    assert sorted(item["name"] for item in items) == ["Fest Chor", "Fest Kicker", "Fest Läufer"]
    assert items[0]["startDate"] == "2030-03-09T14:00:00+01:00"
    assert items[0]["url"].startswith("http://testserver/termine/d/")


def test_dates_lead_to_their_page_entry_or_own_page(client, directory, calendar):
    entry = make_entry(directory, offers=[training()])
    announced = announce(entry)
    make_event(calendar, "Zukunftswerkstatt", "2030-03-05 10:00", None)
    soup = soup_of(client, calendar.url)
    links = {link.get_text(): link["href"] for link in soup.select("a.stretch")}
    offer = entry.offers.get()
    assert links == {
        "Zukunftswerkstatt": "/termine/zukunftswerkstatt/",
        "Training": f"{entry.url}#angebot-{offer.key}",
        "Vereinsfest": f"/termine/d/{announced.key}/",
    }
    assert soup_of(client, entry.url).select_one(f"#angebot-{offer.key}")
    assert client.get(links["Vereinsfest"]).status_code == 200


def test_a_day_with_very_many_regular_dates_shows_some_and_leads_to_all(client, directory, calendar):
    for _each in range(15):
        make_entry(directory, offers=[training()])
    day = soup_of(client, calendar.url + "?wann=woche").select_one(
        'section.day:has(time[datetime="2030-03-06"])'
    )
    assert "(15)" in day.summary.get_text() and len(day.select("article")) == 12
    link = day.select_one("details > p a")["href"]
    assert len(soup_of(client, calendar.url + link).select("article")) == 15


@pytest.mark.parametrize(
    "query",
    ["", "?monat=2030-03", "?kategorie=sport&ortsteil=stahl&kostenlos=1&alter=7", "?wann=wochenende&q=Fest"],
)
def test_the_page_takes_eight_queries_at_most_however_much_is_on(
    client, directory, calendar, queries_of, query
):
    category, district = make_category("Sport"), make_district("Stahl")
    calendar.share_image = make_image()
    calendar.save_revision().publish()

    def fill(count):
        for each in range(count):
            entry = make_entry(directory, category=category, districts=[district], offers=[training()])
            announce(entry, f"Fest {each}", cost="free", picture=make_date_picture(entry))

    fill(1)
    few = queries_of(calendar.url + query)
    fill(25)
    assert queries_of(calendar.url + query) <= few <= 8


@pytest.mark.parametrize(
    ("typed", "guess"),
    [("Flohmarkt", ""), ("Flomarkt", "Flohmarkt"), ("Trödel", ""), ("Hallenbad", ""), ("Krebs", "")],
)
def test_words_are_read_like_those_of_the_directory(client, directory, calendar, typed, guess):
    announce(make_entry(directory, "Trödelfreunde"), "Großer Flohmarkt")
    soup = soup_of(client, f"{calendar.url}?q={typed}")
    assert number(soup) == (typed not in ("Hallenbad", "Krebs"))
    told = soup.select_one(".search-guess")
    assert (told.strong.get_text() if told else "") == guess


def test_files_look_for_what_was_meant(client, directory, calendar):
    announce(make_entry(directory), "Flohmarkt")
    soup = soup_of(client, f"{calendar.url}?q=Flomarkt")
    (address,) = (link["href"] for link in soup.select("a[href*='termine.csv']"))
    assert "Flohmarkt" in b"".join(client.get(address)).decode()


def test_words_that_look_like_a_filter_are_words_if_only_these_find_something(client, directory, calendar):
    announce(make_entry(directory, districts=[make_district("Mitte")]), "Wandern am Sonntag")
    assert number(soup_of(client, f"{calendar.url}?q=Wandern Sonntag")) == 1
    assert number(soup_of(client, f"{calendar.url}?q=Wandern Samstag")) == 1
    assert number(soup_of(client, f"{calendar.url}?q=Wandern Freitag")) == 0


def test_a_note_of_the_editors_stands_above_the_dates(client, directory, calendar):
    SearchNote.objects.create(site=calendar.get_site(), word="Hallenbad", text="Das Bad ist in Musterstadt.")
    assert "Das Bad ist in Musterstadt." in soup_of(client, f"{calendar.url}?q=Hallenbad").main.get_text()
