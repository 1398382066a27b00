"""The entry editor and its maps, in a real browser that reaches no other host."""

import re

import pytest
from playwright.sync_api import expect

from .support.axe import assert_no_axe_violations
from .support.browser import PHONE

pytestmark = pytest.mark.browser

ENTRY = "beispiel-kickergruppe-suedwiese"
PUBLIC = f"/verzeichnis/{ENTRY}/"
# The frame around them belongs to Wagtail.
OUR_FIELDS = ["#id_meeting_places-FORMS", "#id_offers-FORMS"]


@pytest.fixture
def edit(own_demo, editor):
    """Opens the editor of an entry at the tab with places and times."""
    [(key,)] = own_demo.ask("SELECT id FROM wagtailcore_page WHERE slug = ?", ENTRY)

    def open_editor(page):
        page.goto(f"/admin/pages/{key}/edit/")
        page.get_by_role("tab", name="Orte und Zeiten").click()

    return open_editor


def sentence(page):
    return page.locator(".entry-schedule__sentence").first


def set_pin(page):
    page.locator("[name=meeting_places-0-latitude]").fill("49.97470")
    page.locator("[name=meeting_places-0-longitude]").fill("6.52560")
    page.locator("[name=meeting_places-0-longitude]").blur()


def test_the_sentence_under_a_time_follows_what_is_typed(own_demo, editor, edit):
    with editor(own_demo) as (page, traffic):
        edit(page)
        sentence(page).get_by_text("jeden Mittwoch, 17–18:30 Uhr; nächste Termine").wait_for()
        page.locator("[name=offers-0-frequency]").select_option("monthly")
        page.locator("[name=offers-0-positions][value='2']").check()
        sentence(page).get_by_text("jeden 2. Mittwoch im Monat, 17–18:30 Uhr").wait_for()
        assert not page.locator("[name=offers-0-interval]").is_visible()
        page.locator("[name=offers-0-ends_at]").fill("16:00")
        page.locator("[name=offers-0-ends_at]").blur()
        page.get_by_text("Das Ende muss nach dem Anfang liegen.").wait_for()
        assert traffic.foreign == []


def test_an_offer_can_take_place_where_somebody_has_just_typed_it(own_demo, editor, edit):
    with editor(own_demo) as (page, _traffic):
        edit(page)
        page.get_by_role("button", name="Treffpunkt hinzufügen").click()
        page.locator("[name=meeting_places-1-name]").fill("Turnhalle")
        place = page.locator("[name=offers-0-place_key]")
        place.locator("option", has_text="Turnhalle").wait_for(state="attached")
        place.select_option(label="Turnhalle")
        keys = [page.locator(f"[name=meeting_places-{number}-key]").input_value() for number in (0, 1)]
        assert place.input_value() == keys[1] != keys[0]
        page.locator("#id_meeting_places-1-DELETE-button").click()
        expect(place).to_have_value("changing")


def test_the_header_of_a_part_says_what_it_is_about(own_demo, editor, edit):
    with editor(own_demo) as (page, _traffic):
        edit(page)
        page.locator("[name=meeting_places-0-name]").fill("Neue Wiese")
        header = page.locator("#inline_child_meeting_places-0 [data-panel-heading-text]").first
        assert re.search(r"Treffpunkt 1\s*Neue Wiese, Beispielweg 1", header.text_content())


def test_the_pin_is_moved_by_keyboard_and_by_numbers(own_demo, editor, edit):
    with editor(own_demo) as (page, traffic):
        edit(page)
        page.get_by_role("button", name="Auf der Karte setzen").first.press("Enter")
        pin = page.get_by_role("button", name=re.compile("Stecknadel"))
        pin.focus()
        before = float(page.locator("[name=meeting_places-0-latitude]").input_value())
        pin.press("ArrowUp")
        after = float(page.locator("[name=meeting_places-0-latitude]").input_value())
        assert after - before == pytest.approx(5 / 111_320, abs=1e-5)
        set_pin(page)
        page.get_by_text("Die Stecknadel steht bei 49.97470, 6.52560").wait_for()
        assert traffic.foreign == []


def test_the_pin_is_set_without_a_mouse(own_demo, editor, edit):
    with editor(own_demo) as (page, _traffic):
        edit(page)
        for name in ("latitude", "longitude"):
            page.locator(f"[name=meeting_places-0-{name}]").fill("")
        page.get_by_role("button", name="Auf der Karte setzen").first.press("Enter")
        page.get_by_text("Noch keine Stecknadel").wait_for()
        page.keyboard.press("Enter")
        assert page.locator("[name=meeting_places-0-latitude]").input_value() == "49.97000"


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_editor_is_accessible_with_its_map_open(own_demo, editor, edit, colours):
    # Tall enough that Wagtail's sticky bars cover no field.
    with editor(own_demo, color_scheme=colours, viewport={"width": 1280, "height": 3600}) as (page, _traffic):
        edit(page)
        # Autosave may have stored another test's removal.
        set_pin(page)
        page.get_by_role("button", name="Auf der Karte setzen").first.click()
        page.get_by_text("Die Stecknadel steht bei").wait_for()
        assert_no_axe_violations(page, colours, within=OUR_FIELDS, only_colours=colours == "dark")


COVERED_NAMES = """() => {
    const markers = [...document.querySelectorAll(".town-map__marker")].map(each => each.getBoundingClientRect());
    const names = [...document.querySelectorAll(".town-map__district")];
    return names.filter(name => {
        const box = name.getBoundingClientRect();
        return markers.some(each => box.left < each.right && box.right > each.left
            && box.top < each.bottom && box.bottom > each.top);
    }).map(name => name.textContent);
}"""


@pytest.mark.parametrize("path", [PUBLIC, "/verzeichnis/"])
@pytest.mark.parametrize("options", [{}, {"viewport": PHONE, "color_scheme": "dark"}])
def test_a_map_loads_after_a_click_and_from_this_site_alone(own_demo, visitor, path, options):
    with visitor(own_demo, **options) as (page, traffic):
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path)
        assert [url for url in asked if "leaflet" in url or "geojson" in url] == []
        page.get_by_role("button", name="Karte hier öffnen").click()
        page.get_by_text(re.compile(r"Orte? steh.* auf der Karte")).wait_for()
        assert page.locator(".town-map__marker").count() > 0
        assert_no_axe_violations(page, "(map open)")
        assert traffic.foreign == []
        assert traffic.errors == []


def test_a_marker_opened_by_keyboard_leads_to_the_entry(own_demo, visitor):
    with visitor(own_demo) as (page, _traffic):
        page.goto("/verzeichnis/?q=Kickergruppe")
        page.get_by_role("button", name="Karte hier öffnen").press("Enter")
        # The shortlist button contains the entry's name, too.
        page.locator(".town-map__marker").first.press("Enter")
        page.locator(".leaflet-popup a", has_text="Kickergruppe").click()
        page.wait_for_url(f"**{PUBLIC}")


def test_escape_closes_the_map_and_no_marker_covers_the_name_of_a_district(own_demo, visitor):
    with visitor(own_demo) as (page, traffic):
        page.goto("/verzeichnis/")
        button = page.get_by_role("button", name="Karte hier öffnen")
        button.click()
        page.get_by_text(re.compile(r"Orte? steh.* auf der Karte")).wait_for()
        assert page.locator(".town-map__district").count() > 3
        assert page.evaluate(COVERED_NAMES) == []
        page.keyboard.press("Escape")
        expect(page.locator("[data-canvas]")).to_be_hidden()
        expect(button).to_be_focused()
        button.press("Enter")
        expect(page.locator("[data-canvas]")).to_be_visible()
        assert traffic.errors == []


def test_without_a_script_the_address_says_it_all(own_demo, visitor):
    with visitor(own_demo, java_script_enabled=False) as (page, _traffic):
        page.goto(PUBLIC)
        assert page.get_by_text("Beispielweg 1").is_visible()
        assert not page.get_by_role("button", name="Karte hier öffnen").is_visible()
