"""Importing a table without a mouse, viewing it on a phone, and undoing it. A worker runs beside the site."""

import csv
import io
import re

import pytest

from .support.axe import assert_no_axe_violations
from .support.browser import PHONE
from .support.keyboard import tab_to
from .support.looks import SCROLLS_SIDEWAYS, look_at

pytestmark = pytest.mark.browser

LIST = "/admin/verzeichnis/importieren/"
SECONDS = 60_000


@pytest.fixture(scope="module")
def sheet(own_demo) -> bytes:
    """Two valid rows, one with a problem, and one that already is in the directory."""
    known = _first(own_demo, "SELECT draft_title FROM wagtailcore_page WHERE slug LIKE 'beispiel-kicker%'")
    category = _first(own_demo, "SELECT name FROM directory_category")
    district = _first(own_demo, "SELECT name FROM directory_district")
    lines = [["Verein", "Kurzbeschreibung", "Kategorie", "Ortsteil", "E-Mail", "Notiz"]]
    for number, name in enumerate(["Strickkreis Nadelwald", "", known, "Schachfreunde Turmblick"]):
        lines.append(
            [name, "Wir treffen uns.", category, district, f"info-{number}@example.org", "Frau K. fragen"]
        )
    target = io.StringIO()
    csv.writer(target, delimiter=";").writerows(lines)
    return target.getvalue().encode("cp1252")


def _first(site, query: str) -> str:
    return site.ask(query)[0][0]


def choose(page, content: bytes, name: str = "vereine.csv") -> None:
    page.goto(LIST)
    page.set_input_files("[name=file]", files=[{"name": name, "mimeType": "text/csv", "buffer": content}])


def press(page, button) -> None:
    tab_to(page, button)
    page.keyboard.press("Enter")


def button(page, words: str):
    return page.get_by_role("button", name=re.compile(words))


def heading(page, words: str) -> None:
    page.get_by_role("heading", name=re.compile(words)).wait_for(timeout=SECONDS)


def test_from_the_upload_to_the_undo_by_keyboard(own_demo, editor, sheet):
    with editor(own_demo) as (page, traffic):
        choose(page, sheet)
        tab_to(page, page.locator("[name=source]"))
        page.keyboard.type("Liste aus dem Test")
        assert_no_axe_violations(page, "(upload)")
        press(page, button(page, "Tabelle hochladen"))
        page.wait_for_url("**/spalten/")
        assert page.get_by_label("Notiz").input_value() == ""
        assert page.get_by_label("Verein").input_value() == "title"
        assert_no_axe_violations(page, "(columns)")
        press(page, button(page, "Zeilen prüfen"))

        heading(page, "2 von 4 Zeilen können importiert werden")
        assert page.get_by_role("row").filter(has_text="vermutlich schon da").count() == 1
        assert_no_axe_violations(page, "(checked)")
        press(page, page.get_by_role("link", name=re.compile("^Vergleichen")))
        page.get_by_role("columnheader", name="Im Verzeichnis").wait_for()
        assert_no_axe_violations(page, "(side by side)")
        press(page, page.get_by_role("link", name="Derselbe: draußen lassen"))
        press(page, button(page, "2 Einträge importieren"))

        heading(page, "2 Einträge sind importiert")
        assert_no_axe_violations(page, "(result)")
        tab_to(page, page.get_by_role("checkbox", name="Strickkreis Nadelwald"))
        page.keyboard.press("Space")
        press(page, button(page, "Veröffentlichen"))
        page.wait_for_url("**/bulk/**")
        press(page, page.locator("main form [type=submit]"))
        published = page.get_by_role("row").filter(has_text="Strickkreis Nadelwald")
        published.get_by_text("öffentlich", exact=True).wait_for()

        press(page, page.get_by_role("link", name="Ganzen Import rückgängig machen"))
        page.wait_for_url("**/rueckgaengig/")
        assert page.get_by_role("listitem").filter(has_text="Strickkreis Nadelwald").count() == 1
        assert_no_axe_violations(page, "(undo)")
        press(page, button(page, "1 Eintrag zurücknehmen"))
        heading(page, "Der Import ist rückgängig gemacht")
        assert_no_axe_violations(page, "(undone)")
        assert traffic.errors == []
        assert traffic.foreign == []


def test_a_club_that_nobody_knows_is_decided_about_once(own_demo, editor):
    table = "Verein;Veranstaltung;Datum\n" + "".join(
        f"Kegelclub;Kegeln;{day}.3.2028\n" for day in range(10, 13)
    )
    with editor(own_demo) as (page, traffic):
        page.goto(LIST)
        page.get_by_label("Termine der Vereine").check()
        page.set_input_files(
            "[name=file]",
            files=[{"name": "termine.csv", "mimeType": "text/csv", "buffer": table.encode()}],
        )
        button(page, "Tabelle hochladen").click()
        page.wait_for_url("**/spalten/")
        button(page, "Zeilen prüfen").click()
        heading(page, "1 Verein der Tabelle steht nicht im Verzeichnis")
        look_at(page, "a club nobody knows")
        choice = page.get_by_role("group", name="Kegelclub")
        tab_to(page, choice.get_by_role("radio", name="Noch nicht entschieden"))
        page.keyboard.press("ArrowDown")
        assert choice.get_by_role("radio", name="Es ist ein anderer Eintrag").is_checked()
        tab_to(page, choice.get_by_role("combobox"))
        page.keyboard.type("Kickergruppe Südwiese (Beispiel)")
        press(page, button(page, "So entscheiden"))
        heading(page, "3 von 3 Zeilen können importiert werden")
        button(page, "Tabelle verwerfen").click()
        page.get_by_text("Nichts wurde importiert.").wait_for()
        assert traffic.errors == []


def test_on_a_phone_in_the_dark_nothing_is_cut_off(own_demo, editor, sheet):
    with editor(own_demo, viewport=PHONE, color_scheme="dark") as (page, _traffic):
        choose(page, b"%PDF-1.7 keine Tabelle")
        button(page, "Tabelle hochladen").click()
        page.get_by_text("Das ist ein PDF.").wait_for()
        assert_no_axe_violations(page, "(refused)")
        assert not page.evaluate(SCROLLS_SIDEWAYS)
        choose(page, sheet)
        button(page, "Tabelle hochladen").click()
        page.wait_for_url("**/spalten/")
        for step in ("columns", "checked", "row"):
            assert_no_axe_violations(page, f"({step})")
            assert not page.evaluate(SCROLLS_SIDEWAYS), step
            if step == "columns":
                button(page, "Zeilen prüfen").click()
                heading(page, "(kann|können) importiert werden")
            elif step == "checked":
                page.get_by_role("link", name=re.compile("^Vergleichen")).first.click()
                page.wait_for_url("**/zeile/*/")


def test_without_javascript_the_progress_comes_by_itself(own_demo, editor, browser, sheet):
    with editor(own_demo) as (page, _traffic):
        cookies = page.context.cookies()
    context = browser.new_context(base_url=own_demo.url, locale="de-DE", java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    choose(page, sheet)
    button(page, "Tabelle hochladen").click()
    page.wait_for_url("**/spalten/")
    button(page, "Zeilen prüfen").click()
    heading(page, "(kann|können) importiert werden")
    button(page, "Tabelle verwerfen").click()
    page.get_by_text("Nichts wurde importiert.").wait_for()
    context.close()
