"""A club on a phone, with the link from its mail: announces a date, moves it, calls it off, says that it is full."""

import re
from datetime import date, timedelta
from time import monotonic

import pytest

from .support.browser import PHONE
from .support.keyboard import tab_to
from .support.keystrokes import seconds
from .support.looks import look_at
from .support.maintainer import Maintainer
from .support.making import make_picture_file

pytestmark = pytest.mark.browser

WIDER_PHONE = {"width": 375, "height": 667}
OPEN_ALL = "document.querySelectorAll('main details').forEach((part) => { part.open = true })"
STAFF = "/admin/termine/vereine/"
TWO_MINUTES = 120
SOON = date.today() + timedelta(days=9)
PICTURE = {"name": "fest.png", "mimeType": "image/png", "buffer": make_picture_file(size=(900, 600)).read()}


@pytest.fixture
def maintainer(own_demo):
    return lambda name: Maintainer(own_demo, f"beispiel-{name}")


class Phone:
    """Counts what the club has to do: `taps`, and `words` typed or chosen with their `keys`."""

    def __init__(self, page):
        self.page = page
        self.begin()

    def begin(self) -> None:
        self.taps = self.words = self.keys = self.pages = 0

    @property
    def seconds(self) -> float:
        return seconds(self.keys, self.taps, self.words, self.pages)

    def tap(self, role: str, name: str, leaves: bool = True) -> None:
        self.taps += 1
        self.pages += leaves
        target = self.page.locator("main").get_by_role(role, name=re.compile(name)).first
        if leaves:
            with self.page.expect_navigation():
                target.click()
        else:
            target.click()

    def open_day(self, title: str) -> None:
        self.taps += 1
        section = self.page.locator("section.club-date").filter(
            has=self.page.get_by_role("heading", name=title)
        )
        section.locator("details > summary").first.click()

    def write(self, name: str, value: str) -> None:
        self.words += 1
        self.keys += len(value)
        field = self.page.locator(f"main [name={name}]:visible")
        if field.evaluate("(each) => each.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)

    @property
    def text(self) -> str:
        # Hours are written with spaces that do not break.
        return self.page.locator("main").inner_text().replace("\N{NO-BREAK SPACE}", " ")


def announce(phone: Phone, title: str, **answers: str) -> None:
    """From the list or the entry to "Gesendet"."""
    phone.tap("link", "Termin ankündigen")
    for name, value in {
        "title": title,
        "first_date": str(SOON),
        "starts_at": "14:00",
    }.items() | answers.items():
        phone.write(name, value)
    phone.tap("button", "Weiter: ansehen")


def accept(editor, site, title: str) -> None:
    with editor(site) as (page, traffic):
        page.goto(STAFF)
        page.get_by_role("link", name=title).first.click()
        page.get_by_role("button", name="Termin annehmen").click()
        page.locator(".messages").get_by_text("öffentlich").wait_for()
        assert traffic.errors == []


def open_public(page, title: str) -> None:
    page.goto(f"/termine/?q={title}")
    page.locator("main .row").get_by_role("link", name=title).first.click()
    page.wait_for_url("**/termine/d/**")


def public(visitor, site, title: str) -> str:
    """What a citizen reads on the page of the date, found by searching for it."""
    with visitor(site, viewport=PHONE) as (page, _traffic):
        open_public(page, title)
        return page.locator("main").inner_text().replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("viewport", [PHONE, WIDER_PHONE], ids=["320", "375"])
def test_whole_journey_of_a_date_on_a_phone(own_demo, visitor, editor, maintainer, viewport):
    mine = maintainer("springerrunde" if viewport is PHONE else "lesezeit")
    title = f"Sommerfest {viewport['width']}"
    began = monotonic()
    with visitor(own_demo, viewport=viewport) as (page, traffic):
        phone = Phone(page)
        page.goto(mine.new_link("entry-edit", "/eintrag/aendern/{}/"))
        phone.tap("button", "Meinen Eintrag öffnen")
        announce(phone, title)
        assert "Das haben wir verstanden" in phone.text
        assert f"{SOON.day}. " in phone.text and "14 Uhr" in phone.text
        phone.tap("button", "An das Büro senden")
        assert "Wir sehen es uns an" in phone.text and "wartet auf das Büro" in phone.text
        assert (phone.taps, phone.words) == (4, 3)
        to_announce = phone.seconds
        accept(editor, own_demo, title)
        assert "14 Uhr" in public(visitor, own_demo, title)
        page.reload()

        phone.begin()
        phone.open_day(title)
        phone.tap("button", "^Ausgebucht")
        assert (phone.taps, phone.words) == (2, 0)
        assert "ist ausgebucht" in phone.text
        assert "ausgebucht" in public(visitor, own_demo, title)
        phone.tap("button", "Rückgängig")

        phone.tap("link", "Zurück zu Ihren Terminen")
        phone.begin()
        phone.open_day(title)
        phone.tap("link", "^Verlegen")
        phone.write("day", str(SOON + timedelta(days=1)))
        phone.tap("button", "Verlegen")
        assert (phone.taps, phone.words) == (3, 1)
        to_move = phone.seconds
        assert "Alle können es jetzt sehen" in phone.text
        moved = public(visitor, own_demo, title)
        assert f"{(SOON + timedelta(days=1)).day}. " in moved and "statt" in moved
        phone.tap("button", "Rückgängig")

        phone.tap("link", "Zurück zu Ihren Terminen")
        phone.begin()
        phone.open_day(title)
        phone.write("reason", "Der Platz steht unter Wasser")
        phone.tap("button", "^Absagen")
        assert (phone.taps, phone.words) == (2, 1)
        # Between the three, one goes back to one's dates.
        assert to_announce + to_move + phone.seconds + 2 * seconds(taps=1, pages=1) < TWO_MINUTES
        cancelled = public(visitor, own_demo, title)
        assert "fällt aus" in cancelled.lower() and "Der Platz steht unter Wasser" in cancelled
        assert traffic.errors == [] and traffic.foreign == [] and traffic.cookies == []
    # The computer types faster than a person; what it waits for is our part of the time.
    assert monotonic() - began < 60


def test_a_series_with_a_picture_is_said_back_and_shown(own_demo, visitor, editor, maintainer):
    mine = maintainer("klangbruecke")
    with visitor(own_demo, viewport=PHONE) as (page, traffic):
        phone = Phone(page)
        page.goto(f"{mine.new_link()}termine/")
        phone.tap("link", "Termin ankündigen")
        for name, value in {"title": "Singkreis", "first_date": str(SOON), "starts_at": "19:00"}.items():
            phone.write(name, value)
        page.get_by_label("jeden Monat").check()
        page.locator("summary", has_text="Ein Bild").click()
        page.locator("[name=picture_file]").set_input_files([PICTURE])
        phone.tap("button", "Weiter: ansehen")
        assert page.title().startswith("Fehler:")
        assert page.get_by_role("img", name="Das Bild, das Sie gewählt haben").is_visible()
        phone.write("picture_description", "Menschen singen im Kreis")
        phone.write("picture_author", "Ida Lens")
        page.get_by_label(re.compile("einverstanden")).check()
        phone.tap("button", "Weiter: ansehen")
        assert page.get_by_role("img", name="Menschen singen im Kreis").is_visible()
        assert page.locator("main li").count() >= 5 and "im Monat" in phone.text
        phone.tap("button", "An das Büro senden")
        with editor(own_demo) as (office, _traffic):
            office.goto(STAFF)
            office.get_by_role("link", name="Singkreis").first.click()
            shown = office.locator(".date-pictures img")
            assert shown.evaluate("(image) => image.complete && image.naturalWidth") == 900
            office.get_by_role("button", name="Termin annehmen").click()
            office.locator(".messages").wait_for()
        open_public(page, "Singkreis")
        assert page.get_by_role("img", name="Menschen singen im Kreis").is_visible()
        assert "Bild: Ida Lens" in phone.text
        look_at(page, "public page with a picture")
        assert traffic.foreign == []
        # The answer to a form with a mistake is a 422, of which browsers complain.
        assert all("422" in error for error in traffic.errors)


def test_whole_journey_without_javascript(own_demo, visitor, maintainer):
    mine = maintainer("beweglich-bleiben")
    with visitor(own_demo, java_script_enabled=False, viewport=PHONE) as (page, _traffic):
        phone = Phone(page)
        page.goto(f"{mine.new_link()}termine/")
        phone.tap("link", "Termin ankündigen")
        phone.write("title", "Wandertag")
        page.locator("summary", has_text="Ein Bild").click()
        page.locator("[name=picture_file]").set_input_files([PICTURE])
        phone.write("picture_description", "Wanderer")
        phone.write("picture_author", "Ida Lens")
        page.get_by_label(re.compile("einverstanden")).check()
        phone.tap("button", "Weiter: ansehen")
        mistake = page.get_by_role("alert").get_by_role("link").first
        assert page.locator(mistake.get_attribute("href")).is_visible()
        phone.write("first_date", str(SOON))
        phone.write("starts_at", "09:30")
        phone.tap("button", "Weiter: ansehen")
        assert page.get_by_role("img", name="Wanderer").is_visible()
        phone.tap("button", "Etwas ändern")
        assert page.locator("[name=title]").input_value() == "Wandertag"
        phone.tap("button", "Weiter: ansehen")
        phone.tap("button", "An das Büro senden")
        assert "wartet auf das Büro" in phone.text
        offer = page.locator("section.club-date").last
        offer.locator("details > summary").first.click()
        with page.expect_navigation():
            offer.get_by_role("button", name=re.compile("^Absagen")).first.click()
        assert "Alle können es jetzt sehen" in phone.text and "fällt aus" in phone.text
        phone.tap("button", "Rückgängig")
        assert "fällt aus" not in phone.text


def test_date_is_announced_and_called_off_by_keyboard(own_demo, visitor, maintainer):
    mine = maintainer("wegzeichen")
    with visitor(own_demo) as (page, traffic):
        page.goto(f"{mine.new_link()}termine/")
        tab_to(page, page.get_by_role("link", name="Termin ankündigen"))
        page.keyboard.press("Enter")
        page.wait_for_url("**/neu/")
        tab_to(page, page.locator("[name=title]"))
        page.keyboard.type("Nachtwanderung")
        page.locator("[name=first_date]").fill(str(SOON))
        page.locator("[name=starts_at]").fill("21:00")
        tab_to(page, page.get_by_role("button", name="Weiter: ansehen"), steps=120)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        tab_to(page, page.get_by_role("button", name="An das Büro senden"))
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.get_by_role("status").filter(has_text="Gesendet").wait_for()
        assert traffic.errors == []


def test_every_screen_is_accessible(own_demo, visitor, editor, maintainer):
    mine = maintainer("buehne-drei-linden")
    with visitor(own_demo) as (page, traffic):
        dates = f"{mine.new_link()}termine/"
        page.goto(dates)
        look_at(page, "dates")
        page.evaluate(OPEN_ALL)
        look_at(page, "dates, everything open")
        page.goto(f"{dates}neu/")
        look_at(page, "form")
        page.evaluate(OPEN_ALL)
        page.locator("[name=picture_file]").set_input_files([PICTURE])
        page.get_by_role("button", name="Weiter: ansehen").click()
        page.locator(".error-summary:focus").wait_for()
        page.evaluate(OPEN_ALL)
        look_at(page, "form with mistakes and a picture")
        phone = Phone(page)
        for name, value in {
            "title": "Premiere",
            "first_date": str(SOON),
            "starts_at": "20:00",
            "picture_description": "Die Bühne",
            "picture_author": "Ida Lens",
        }.items():
            phone.write(name, value)
        page.get_by_label("jede Woche").check()
        page.get_by_label(re.compile("einverstanden")).check()
        phone.tap("button", "Weiter: ansehen")
        look_at(page, "said back")
        phone.tap("button", "An das Büro senden")
        look_at(page, "sent")
        page.goto(f"{dates}kalender/")
        look_at(page, "calendar")
        page.locator("main form [name=url]").fill("http://example.org/")
        phone.tap("button", "Ansehen, was darin")
        look_at(page, "calendar with a mistake")
        accept(editor, own_demo, "Premiere")
        page.goto(dates)
        phone.tap("link", "Weitere Tage")
        page.evaluate(OPEN_ALL)
        look_at(page, "days")
        phone.tap("link", "^Verlegen")
        look_at(page, "move")
        phone.tap("button", "Verlegen")
        look_at(page, "move with a mistake")
        phone.write("day", str(SOON + timedelta(days=2)))
        phone.tap("button", "Verlegen")
        look_at(page, "moved")
        mine.let_expire(dates.removesuffix("termine/"))
        page.goto(dates)
        look_at(page, "too late")
        assert traffic.foreign == []


def test_screens_of_the_office_are_accessible(own_demo, editor, visitor, maintainer):
    mine = maintainer("kickergruppe-suedwiese")
    with visitor(own_demo) as (page, _traffic):
        phone = Phone(page)
        page.goto(f"{mine.new_link()}termine/")
        announce(phone, "Gartenfest")
        phone.tap("button", "An das Büro senden")
    with editor(own_demo) as (page, traffic):
        page.goto(STAFF)
        look_at(page, "dates of clubs", within=("main",))
        page.get_by_role("link", name="Gartenfest").first.click()
        page.wait_for_url("**/termin/**")
        page.get_by_role("button", name="Ablehnen").click()
        page.get_by_role("alert").filter(has_text="Grund").wait_for()
        look_at(page, "a date that waits", within=("main",))
        page.get_by_role("button", name="Termin annehmen").click()
        page.locator(".messages").wait_for()
        look_at(page, "a public date", within=("main",))
        page.get_by_role("link", name="Einzelne Tage").click()
        page.wait_for_url("**/tage/**")
        look_at(page, "days", within=("main",))
        page.get_by_role("link", name=re.compile("Verlegen")).first.click()
        page.wait_for_url("**/tage/*/*/")
        look_at(page, "move a day", within=("main",))
        page.goto("/admin/vergeblich-gesucht/")
        look_at(page, "searched in vain", within=("main",))
        assert all("422" in error for error in traffic.errors)
