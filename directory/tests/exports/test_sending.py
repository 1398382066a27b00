"""How files are sent: streamed, to everybody, and only if something changed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.towns.models import TownSettings
from directory.exports.formats import FORMATS, OPENING_FORMATS
from directory.exports.source import PIECE
from directory.models import Offer, Opening, Tombstone
from directory.tests.factories import make_category, make_entry, make_target_group

from .reading import as_json, body, csv_rows

FILES = [
    *(f"/daten/verzeichnis.{extension}" for extension in FORMATS),
    *(f"/daten/mithilfe.{extension}" for extension in OPENING_FORMATS),
]
ADDRESSES = [*FILES, "/daten/geloescht.json"]
ANY_ADDRESS = [*ADDRESSES, "/catalog.ttl"]


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.mark.parametrize("path", ADDRESSES)
def test_file_is_made_while_it_is_sent(client, full_entry, path):
    assert client.get(path).streaming


@pytest.mark.parametrize("path", FILES)
def test_queries_do_not_grow_with_the_entries(client, directory, path):
    def count() -> int:
        client.get(path).getvalue()
        with CaptureQueriesContext(connection) as queries:
            client.get(path).getvalue()
        return len(queries)

    def make_part(name):
        offer, opening = Offer(name="Kurs", frequency="weekly", weekdays="MO"), Opening(title="Hilfe")
        make_entry(directory, name, parent_organisation=parent, offers=[offer], openings=[opening])

    parent = make_entry(directory, "Ganzer Verein")
    make_part("Abteilung")
    before = count()
    for number in range(8):
        make_part(f"Verein {number}")
    assert count() == before <= 6


def test_pieces_join_without_a_gap(client, directory, monkeypatch):
    monkeypatch.setattr("directory.exports.source.PIECE", 2)
    names = [f"Verein {number}" for number in range(5)]
    for name in names:
        make_entry(directory, name)
    assert PIECE > 2
    assert [row["name"] for row in csv_rows(client)] == names


@pytest.mark.parametrize("path", ADDRESSES)
def test_unchanged_file_is_not_sent_again(client, full_entry, path):
    etag = client.get(path)["ETag"]
    client.get(path, headers={"if-none-match": etag})
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path, headers={"if-none-match": etag})
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", etag)
    assert len(queries) <= 2


def test_change_is_sent_at_once(client, full_entry, committed):
    etag = client.get(FILES[0])["ETag"]
    with committed():
        full_entry.title = "Neuer Name"
        full_entry.save_revision().publish()
    response = client.get(FILES[0], headers={"if-none-match": etag})
    assert response.status_code == 200 and "Neuer Name" in response.getvalue().decode()


def test_date_alone_is_enough_to_ask(client, full_entry, time_travel):
    client.get(FILES[0])
    time_travel(timezone.now() + timezone.timedelta(minutes=1))
    since = client.get(FILES[0])["Last-Modified"]
    assert client.get(FILES[0], headers={"if-modified-since": since}).status_code == 304


@pytest.mark.parametrize("path", ADDRESSES)
def test_anybody_may_read_and_knows_the_licence(client, full_entry, path):
    response = client.get(path)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Link"] == '<https://www.govdata.de/dl-de/zero-2-0>; rel="license"'
    assert response["Cache-Control"] == "public, no-cache"
    assert not response.cookies


def test_town_chooses_the_licence(client, full_entry):
    town = TownSettings.for_site(full_entry.get_site())
    town.data_licence = "cc-by/4.0"
    town.save()
    assert csv_rows(client)[0]["lizenz"] == "CC BY 4.0"
    assert "creativecommons.org" in client.get(FILES[0])["Link"]


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize(("method", "status"), [("head", 200), ("options", 204), ("post", 405)])
def test_other_methods(client, full_entry, path, method, status):
    response = getattr(client, method)(path)
    assert (response.status_code, response.getvalue()) == (status, b"")
    assert status == 200 or response["Allow"] == "GET, HEAD, OPTIONS"


def test_filters_of_the_list_choose_what_is_sent(client, directory):
    music = make_category("Musik")
    make_entry(directory, "Chor", category=music, offers=[Offer(name="Singen", cost="free")])
    make_entry(directory, "Orchester", category=music)
    make_entry(directory, "Verein", category=make_category("Sport"))
    assert [row["name"] for row in csv_rows(client, kategorie="musik")] == ["Chor", "Orchester"]
    assert [row["name"] for row in csv_rows(client, kategorie="musik", kostenlos="1")] == ["Chor"]
    assert [row["name"] for row in csv_rows(client, q="orchest")] == ["Orchester"]
    assert len(as_json(client, FILES[2], kategorie="musik")["features"]) == 2


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"kategory": "musik"}, "kategorie"),
        ({"seite": "2"}, "zielgruppe"),
        ({"kategorie": "gibt-es-nicht"}, "gibt-es-nicht"),
        ({"kostenlos": "vielleicht"}, "vielleicht"),
        ({"kategorie": "x" * 100_000}, "xxx"),
        ({"\x00": "\x00"}, "wochentag"),
        ({"wochentag": "9" * 30}, "999"),
    ],
)
def test_what_nobody_offered_is_refused_in_words(client, directory, query, said):
    make_target_group()
    response = client.get("/daten/verzeichnis.csv", query)
    assert response.status_code == 400
    assert said in response.content.decode() and len(response.content) < 1000
    assert "ETag" not in response


@pytest.mark.parametrize("text", ["a\x00b", "ä" * 50_000, "\u202e'\"", "{{ 7|add:7 }}", "%", " "])
def test_any_text_may_be_searched_for(client, full_entry, text):
    assert client.get("/daten/verzeichnis.csv", {"q": text}).status_code == 200


@pytest.mark.parametrize("path", ["/daten/verzeichnis.exe", "/daten/verzeichnis.", "/eintrag/1/kalender.ics"])
def test_unknown_file_is_not_found(client, directory, path):
    assert client.get(path).status_code == 404


def test_calendar_of_an_unknown_entry_is_not_found(client, directory):
    path = "/eintrag/00000000-0000-4000-8000-000000000000/kalender.ics"
    assert client.get(path).status_code == 404


def test_deleted_entries_are_named_by_key_only(client, directory):
    gone = make_entry(directory, "Aufgelöster Verein")
    key = str(gone.public_id)
    gone.delete()
    Tombstone.objects.get_or_create(public_id=key)
    (stone,) = as_json(client, "/daten/geloescht.json")["deleted"]
    assert stone["id"] == key and set(stone) == {"id", "reason", "merged_into", "removed_at"}


def test_entry_that_is_public_again_is_not_deleted(client, full_entry):
    Tombstone.objects.create(public_id=full_entry.public_id)
    assert as_json(client, "/daten/geloescht.json")["deleted"] == []


def test_page_offers_every_file_with_its_size(client, full_entry):
    text = body(client, "/daten/").decode()
    for path in ADDRESSES:
        assert f'{path}"' in text
    assert "Datenlizenz Deutschland – Zero" in text and "\xa0KB" in text


def test_page_reckons_the_size_of_a_large_directory(client, directory, monkeypatch):
    monkeypatch.setattr("directory.exports.overview.SAMPLE", 2)
    for number in range(4):
        make_entry(directory, f"Verein {number}")
    assert "etwa" in body(client, "/daten/").decode()
