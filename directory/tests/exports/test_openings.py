"""Calls for volunteers as separate tables."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from directory.models import Opening
from directory.tests.factories import make_category, make_entry, make_help_type

from .reading import csv_rows, xlsx_rows

CSV, XLSX = "/daten/mithilfe.csv", "/daten/mithilfe.xlsx"


def make_call(directory, title, organisation="Verein", days=30, **fields):
    opening = Opening(title=title, valid_until=timezone.localdate() + timedelta(days=days), **fields)
    return make_entry(directory, organisation, openings=[opening])


def titles(client, **query) -> list[str]:
    return [row["titel"] for row in csv_rows(client, CSV, **query)]


def test_table_says_what_the_list_says(client, full_entry):
    (row,) = csv_rows(client, CSV)
    opening = full_entry.openings.get()
    assert (row["id"], row["organisation_id"]) == (str(opening.key), str(full_entry.public_id))
    assert row["seite"] == f"{full_entry.full_url}#mithilfe-{opening.key}"
    assert (row["titel"], row["aufgabe"]) == ("Lötkolben gesucht", "Radios retten")
    assert (row["hilfe"], row["zeit"], row["von_zu_hause"]) == ("anpacken", "regelmäßig", "nein")
    assert (row["stufenlos"], row["telefon"]) == ("ja", "06561 123456")
    assert (row["gueltig_bis"], row["lizenz"]) == (date(2099, 1, 1).isoformat(), "dl-de/zero-2-0")


def test_excel_holds_the_same_and_both_the_newest_first(client, directory):
    make_call(directory, "Kuchen backen", "Zweiter")
    make_call(directory, "Zelt aufbauen", "Erster")
    assert titles(client) == ["Zelt aufbauen", "Kuchen backen"]
    assert xlsx_rows(client, XLSX) == csv_rows(client, CSV)


def test_calls_that_are_over_are_left_out(client, directory):
    for title, days in (("heute noch", 0), ("vorbei", -1)):
        make_call(directory, title, days=days)
    assert titles(client) == ["heute noch"]


def test_filters_of_the_list_hold_for_the_file(client, directory):
    help_type = make_help_type("backen")
    make_call(directory, "Kuchen", help_types=[help_type], time_need="once")
    make_call(directory, "Zelt", is_remote=True)
    assert titles(client, hilfe="backen") == titles(client, zeit="einmal") == ["Kuchen"]
    assert titles(client, zuhause="1") == titles(client, q="Zelt") == ["Zelt"]


@pytest.mark.parametrize("query", [{"wochentag": "mo"}, {"hilfe": "gibt-es-nicht"}, {"kostenlos": "1"}])
def test_filters_of_another_list_are_refused(client, directory, query):
    answer = client.get(CSV, query)
    assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8")


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+49", "-2+3"])
def test_table_holds_no_formula(client, directory, text):
    make_category()
    make_call(directory, text, training=text, expenses=text)
    (row,) = csv_rows(client, CSV)
    assert not any(value.startswith(("=", "@", "+", "-")) for value in row.values())


@pytest.mark.parametrize("path", ["/daten/mithilfe.geojson", "/daten/mithilfe.exe"])
def test_unknown_format_is_not_found(client, directory, path):
    assert client.get(path).status_code == 404
