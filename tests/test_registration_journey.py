"""Register, confirm, accept, find: a club enters the directory, and a person's data leaves the files."""

import zipfile

import pytest

from .support.browser import PHONE
from .support.citizen import CONTACT, REGISTRATION, mailed_path, send, write_contact, write_registration
from .support.looks import look_at

pytestmark = pytest.mark.browser


def register(page, **changes) -> None:
    page.goto("/anmelden/")
    write_registration(page, REGISTRATION | changes)
    send(page)


def spam_score(site) -> int:
    [(score,)] = site.ask("SELECT spam_score FROM forms_app_submission ORDER BY id DESC LIMIT 1")
    return score


@pytest.mark.parametrize(("name", "javascript"), [("Nähstube Zwirn", True), ("Radgruppe Rückenwind", False)])
def test_club_registers_and_is_found_in_the_directory(own_demo, visitor, editor, name, javascript):
    with visitor(own_demo, java_script_enabled=javascript) as (page, traffic):
        register(page, name=name)
        page.wait_for_url("**/anmelden/danke/**")
        assert (spam_score(own_demo) == 0) is javascript
        page.goto(mailed_path(own_demo, "confirmation"))
        send(page)
        page.locator("main a.button").wait_for()
        assert traffic.foreign == []
        assert traffic.errors == []
    with editor(own_demo) as (page, _traffic):
        page.goto("/admin/einsendungen/")
        page.get_by_role("link", name=name).first.click()
        page.locator("[name=action][value=accept]").click()
        page.locator(".submission__review a").first.wait_for()
    with visitor(own_demo) as (page, _traffic):
        page.goto(mailed_path(own_demo, "accepted"))
        assert page.locator("h1").inner_text() == name
        page.goto(f"/verzeichnis/?q={name}")
        page.locator("main ul.rows").get_by_role("link", name=name).wait_for()


def test_registration_is_rejected_with_a_reason(own_demo, visitor, editor):
    with visitor(own_demo) as (page, _traffic):
        register(page, name="Verein von woanders")
        page.wait_for_url("**/anmelden/danke/**")
        page.goto(mailed_path(own_demo, "confirmation"))
        send(page)
    with editor(own_demo) as (page, _traffic):
        page.goto("/admin/einsendungen/")
        page.get_by_role("link", name="Verein von woanders").first.click()
        page.locator(".submission__silent").wait_for()
        for summary in page.locator(".submission__decision summary, .submission__silent summary").all():
            summary.click()
        look_at(page, "a registration in the inbox")
        page.locator("#registration-reason").fill("Sie haben Ihren Sitz nicht hier.")
        page.locator("[name=action][value=reject]").click()
        page.locator(".submission-status--rejected").first.wait_for()
    [(mail,)] = own_demo.ask("SELECT text FROM mail_mail ORDER BY id DESC LIMIT 1")
    assert "Sie haben Ihren Sitz nicht hier." in mail


def test_all_states_on_the_way_are_accessible(own_demo, visitor):
    with visitor(own_demo) as (page, _traffic):
        register(page, name="Chor Klangbrücke e. V.")
        page.locator(".duplicates:focus").wait_for()
        look_at(page, "likely duplicates")
        page.locator(".duplicates [type=submit]").click()
        page.wait_for_url("**/anmelden/danke/**")
        look_at(page, "confirm your address")
        link = mailed_path(own_demo, "confirmation")
        page.goto(link)
        look_at(page, "link")
        send(page)
        page.locator("main a.button").wait_for()
        look_at(page, "confirmed")
        page.goto("/bestaetigung/gibt-es-nicht/")
        look_at(page, "unknown link")


def set_contact_form(site, live: bool) -> None:
    site.ask("UPDATE wagtailcore_page SET live = ? WHERE slug = 'kontakt'", live)


def test_form_that_is_closed_meanwhile_gives_back_what_was_written(own_demo, visitor):
    with visitor(own_demo) as (page, _traffic):
        page.goto("/kontakt/")
        write_contact(page)
        set_contact_form(own_demo, live=False)
        try:
            send(page)
            page.get_by_text(CONTACT["Ihre Nachricht"]).wait_for()
        finally:
            set_contact_form(own_demo, live=True)
        look_at(page, "closed")


def test_thanks_for_a_message_are_accessible(own_demo, visitor):
    with visitor(own_demo, viewport=PHONE) as (page, _traffic):
        page.goto("/kontakt/")
        write_contact(page)
        send(page)
        page.wait_for_url("**/kontakt/danke/**")
        look_at(page, "sent")


def test_person_sees_and_deletes_her_data(own_demo, visitor):
    address = "ayse@example.org"
    with visitor(own_demo) as (page, _traffic):
        register(page, name="Ganz neuer Nähkreis", contact_email=address)
        page.wait_for_url("**/anmelden/danke/**")
        page.goto("/meine-daten/")
        look_at(page, "ask")
        send(page)
        page.get_by_role("alert").wait_for()
        look_at(page, "refused")
        page.locator("[name=email]").fill(address)
        send(page)
        page.wait_for_url("**angefragt=1")
        look_at(page, "asked")
        link = mailed_path(own_demo, "access-link")
        page.goto(link)
        look_at(page, "link")
        send(page)
        page.get_by_text("Ganz neuer Nähkreis").wait_for()
        look_at(page, "opened")
        with page.expect_download() as download:
            page.locator("main form:has([value=archive]) [type=submit]").click()
        with zipfile.ZipFile(download.value.path()) as archive:
            assert address in archive.read("data.json").decode()
        page.locator("[name=sure]").check()
        with page.expect_navigation():
            page.locator("main form:has([value=erase]) [type=submit]").click()
        assert page.get_by_text("Ganz neuer Nähkreis").count() == 0
        look_at(page, "deleted")
        page.goto(link)
        look_at(page, "used")
