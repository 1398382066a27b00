"""A journey through the whole site: a citizen gets involved, and the town hears of it."""

import re
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
from icalendar import Calendar

from .support.citizen import CONTACT, REGISTRATION, mailed_path, send, write_contact, write_registration
from .support.demo_pages import read_demo_pages

pytestmark = pytest.mark.browser

INBOX = "/admin/einsendungen/"


def main(page):
    return page.locator("main")


def follow(page, name: str | re.Pattern) -> None:
    with page.expect_navigation():
        main(page).get_by_role("link", name=name).first.click()


def menu(page, name: str) -> None:
    with page.expect_navigation():
        page.locator("nav.menu").get_by_role("link", name=name, exact=True).click()


def test_citizen_finds_her_way_from_the_idea_to_an_entry(own_demo, visitor):
    with visitor(own_demo) as (page, traffic):
        page.goto("/")
        follow(page, "Mehr über die Idee lesen")
        page.wait_for_url("**/die-idee/")
        menu(page, "Strategie")
        page.wait_for_url("**/strategie/")
        menu(page, "Aktuelles")
        page.wait_for_url("**/aktuelles/")
        follow(page, "Das neue Verzeichnis ist da")
        assert page.locator("h1").inner_text() == "Das neue Verzeichnis ist da"
        menu(page, "Termine")
        follow(page, "Zukunftswerkstatt")
        page.wait_for_url("**/termine/**")
        assert "Zukunftswerkstatt" in page.locator("h1").inner_text()
        menu(page, "Vereine")
        page.wait_for_url("**/verzeichnis/")
        entries = main(page).locator("ul.rows > li")
        everything = entries.count()
        main(page).locator("[name=q]").first.fill("Chor")
        page.keyboard.press("Enter")
        page.wait_for_url("**/verzeichnis/?*q=Chor*")
        assert 0 < entries.count() < everything
        entries.first.get_by_role("link").first.click()
        page.wait_for_url(re.compile(r"/verzeichnis/[^/?]+/$"))
        assert traffic.errors == []


def test_date_opens_in_a_calendar(own_demo, visitor):
    with visitor(own_demo) as (page, _traffic):
        page.goto("/termine/")
        follow(page, "Zukunftswerkstatt")
        link = main(page).locator("a[href$='.ics']").first.get_attribute("href")
    with urlopen(urljoin(own_demo.url, link)) as answer:
        assert answer.headers.get_content_type() == "text/calendar"
        calendar = Calendar.from_ical(answer.read())
    (event,) = calendar.walk("VEVENT")
    assert "Zukunftswerkstatt" in event["SUMMARY"]
    assert event["DTSTART"].dt < event["DTEND"].dt


def test_what_citizens_send_is_in_the_inbox(own_demo, visitor, editor):
    with visitor(own_demo) as (page, _traffic):
        page.goto("/kontakt/")
        write_contact(page)
        send(page)
        page.wait_for_url("**/kontakt/danke/**")
        number = page.locator(".case-number__value").inner_text()
        page.goto("/anmelden/")
        write_registration(page)
        send(page)
        page.wait_for_url("**/anmelden/danke/**")
        page.goto(mailed_path(own_demo, "confirmation"))
        send(page)
    with editor(own_demo) as (page, _traffic):
        page.goto(INBOX)
        page.get_by_text(REGISTRATION["name"]).first.wait_for()
        page.get_by_text(number).first.wait_for()
        page.get_by_text(CONTACT["Ihr Name"]).first.wait_for()


def test_editor_changes_the_opening_and_a_citizen_sees_it(own_demo, visitor, editor):
    wording = "Bitburg macht heute alles *neu*"
    with editor(own_demo) as (page, _traffic):
        page.goto(f"/admin/pages/{read_demo_pages(own_demo.data_dir).start_page}/edit/")
        page.locator("[name=hero_title]").fill(wording)
        page.locator("[data-side-panel-toggle=preview]").click()
        preview = page.frame_locator("#w-preview-iframe").locator("h1")
        preview.get_by_text("Bitburg macht heute alles neu").wait_for()
        page.locator("footer [data-w-dropdown-target=toggle]").click()
        page.locator("[name=action-publish]").click()
        page.get_by_text("veröffentlicht").first.wait_for()
    with visitor(own_demo) as (page, _traffic):
        page.goto("/")
        assert page.locator("h1").inner_text() == "Bitburg macht heute alles neu"
