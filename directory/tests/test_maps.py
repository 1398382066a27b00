import json

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.urls import reverse
from wagtail.models import Site

from cms.towns.models import TownSettings
from directory.browse import maps
from directory.models import MeetingPlace

from .factories import make_district, make_entry

TILES = "https://tiles.example.org/{z}/{x}/{y}.png"


def place(**fields) -> MeetingPlace:
    known = {"name": "Werkstatt", "street": "Musterweg", "house_number": "1", "city": "Bitburg"}
    shown = {"latitude": "49.97432", "longitude": "6.52311", "show_exact_address": True}
    return MeetingPlace(**known | shown | fields)


@pytest.fixture
def tiles(directory):
    town = TownSettings.for_site(Site.objects.get(is_default_site=True))
    town.map_tiles, town.map_credit = TILES, "© Example"
    town.save()
    cache.clear()


def map_on(response):
    return BeautifulSoup(response.content, "html.parser").select_one("[data-town-map]")


def images_allowed(response) -> str:
    directives = response.headers["Content-Security-Policy"].split("; ")
    return next(each for each in directives if each.startswith("img-src"))


def test_an_entry_offers_a_map_of_its_places(directory, client):
    box = map_on(client.get(make_entry(directory, places=[place()]).url))
    assert json.loads(box["data-places"]) == [
        {"position": [49.97432, 6.52311], "name": "Werkstatt", "lines": ["Musterweg 1", "Bitburg"]}
    ]
    assert box.has_attr("hidden")


def test_the_list_offers_a_map_of_what_it_found(directory, client):
    make_entry(directory, places=[place()])
    box = map_on(client.get(f"{directory.url}?q=Kickergruppe"))
    assert box["data-address"] == f"{reverse('export', args=['geojson'])}?q=Kickergruppe"
    features = json.loads(client.get(box["data-address"]).getvalue())["features"]
    assert features[0]["geometry"]["coordinates"] == [6.52311, 49.97432]


@pytest.mark.parametrize("found", [0, 2])
def test_a_list_without_entries_or_with_too_many_has_no_map(directory, client, found, monkeypatch):
    monkeypatch.setattr(maps, "MOST_ENTRIES", 1)
    for number in range(found):
        make_entry(directory, f"Verein {number}", places=[place()])
    assert map_on(client.get(directory.url)) is None


HIDDEN = ["Geheimweg", "49.97432", "49.974", "6.52311", "6.523", "Küche bei uns"]


def test_a_hidden_address_is_in_no_page_list_or_file(directory, client):
    hidden = place(name="Küche bei uns", street="Geheimweg", show_exact_address=False)
    page = make_entry(directory, places=[hidden])
    addresses = [
        page.url,
        directory.url,
        *[reverse("export", args=[kind]) for kind in ("geojson", "csv", "jsonl")],
    ]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        text = answer.getvalue().decode()
        assert [word for word in HIDDEN if word in text] == [], address
    assert map_on(client.get(page.url)) is None


def test_a_place_without_a_position_is_on_no_map(directory, client):
    page = make_entry(directory, places=[place(latitude=None, longitude=None)])
    assert map_on(client.get(page.url)) is None


def test_pictures_come_from_the_tile_source_only_where_a_map_is(directory, client, tiles):
    with_map = make_entry(directory, "Mit Karte", places=[place()])
    without = make_entry(directory, "Ohne Karte")
    assert "https://tiles.example.org" in images_allowed(client.get(with_map.url))
    assert "example.org" not in images_allowed(client.get(without.url))
    assert "example.org" not in images_allowed(client.get("/suche/"))


def test_the_tile_source_is_named_before_anything_is_loaded(directory, client, tiles):
    box = map_on(client.get(make_entry(directory, places=[place()]).url))
    assert "tiles.example.org" in box.get_text()
    assert "IP-Adresse" in box.get_text()


def test_the_editor_may_load_the_tiles_and_the_rest_of_the_admin_not(directory, admin_client, tiles):
    page = make_entry(directory)
    edit = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "https://tiles.example.org" in images_allowed(edit)
    assert "example.org" not in images_allowed(admin_client.get(reverse("wagtailadmin_home")))


def test_without_tiles_the_map_shows_where_the_districts_lie(directory, client):
    make_district("Mötsch", latitude="49.96310", longitude="6.55230")
    box = map_on(client.get(make_entry(directory, places=[place()]).url))
    ground = json.loads(box["data-ground"])
    assert ground["tiles"] == ""
    assert ground["districts"] == [["Mötsch", 49.9631, 6.5523]]
