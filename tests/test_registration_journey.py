"""Register, confirm, accept, find: the way of a club into the directory, and of a person out of the files."""

import zipfile

import pytest

from .support.axe import assert_no_axe_violations
from .support.browser import DESKTOP, PHONE
from .support.citizen import CONTACT, REGISTRATION, mailed_path, send, write_contact, write_registration

pytestmark = pytest.mark.browser
SCROLLS_SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
LOOKS = [(DESKTOP, "light"), (PHONE, "dark")]


def assert_good_form(page, state: str) -> None:
    assert_no_axe_violations(page, state)
    assert not page.evaluate(SCROLLS_SIDEWAYS), state


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
        assert_good_form(page, "(a registration in the inbox)")
        page.locator("#registration-reason").fill("Sie haben Ihren Sitz nicht hier.")
        page.locator("[name=action][value=reject]").click()
        page.locator(".submission-status--rejected").first.wait_for()
    [(mail,)] = own_demo.ask("SELECT message FROM post_office_email ORDER BY id DESC LIMIT 1")
    assert "Sie haben Ihren Sitz nicht hier." in mail


@pytest.mark.parametrize(("viewport", "colours"), LOOKS)
def test_all_states_on_the_way_are_accessible(own_demo, visitor, viewport, colours):
    with visitor(own_demo, viewport=viewport, color_scheme=colours) as (page, _traffic):
        register(page, name="Chor Klangbrücke e. V.")
        page.locator(".duplicates:focus").wait_for()
        assert_good_form(page, "(likely duplicates)")
        page.locator(".duplicates [type=submit]").click()
        page.wait_for_url("**/anmelden/danke/**")
        assert_good_form(page, "(confirm your address)")
        link = mailed_path(own_demo, "confirmation")
        page.goto(link)
        assert_good_form(page, "(link)")
        send(page)
        page.locator("main a.button").wait_for()
        assert_good_form(page, "(confirmed)")
        page.goto("/bestaetigung/gibt-es-nicht/")
        assert_good_form(page, "(unknown link)")


def set_contact_form(site, live: bool) -> None:
    site.ask("UPDATE wagtailcore_page SET live = ? WHERE slug = 'kontakt'", live)


@pytest.mark.parametrize(("viewport", "colours"), LOOKS)
def test_form_that_is_closed_meanwhile_gives_back_what_was_written(own_demo, visitor, viewport, colours):
    with visitor(own_demo, viewport=viewport, color_scheme=colours) as (page, _traffic):
        page.goto("/kontakt/")
        write_contact(page)
        set_contact_form(own_demo, live=False)
        try:
            send(page)
            page.get_by_text(CONTACT["Ihre Nachricht"]).wait_for()
        finally:
            set_contact_form(own_demo, live=True)
        assert_good_form(page, "(closed)")


def test_thanks_for_a_message_are_accessible(own_demo, visitor):
    with visitor(own_demo, viewport=PHONE) as (page, _traffic):
        page.goto("/kontakt/")
        write_contact(page)
        send(page)
        page.wait_for_url("**/kontakt/danke/**")
        assert_good_form(page, "(sent)")


@pytest.mark.parametrize(("viewport", "colours"), LOOKS)
def test_person_sees_and_deletes_her_data(own_demo, visitor, viewport, colours):
    address = f"ayse-{viewport['width']}-{colours}@example.org"
    with visitor(own_demo, viewport=viewport, color_scheme=colours) as (page, _traffic):
        register(page, name="Ganz neuer Nähkreis", contact_email=address)
        page.wait_for_url("**/anmelden/danke/**")
        page.goto("/meine-daten/")
        assert_good_form(page, "(ask)")
        send(page)
        page.get_by_role("alert").wait_for()
        assert_good_form(page, "(refused)")
        page.locator("[name=email]").fill(address)
        send(page)
        page.wait_for_url("**angefragt=1")
        assert_good_form(page, "(asked)")
        link = mailed_path(own_demo, "access-link")
        page.goto(link)
        assert_good_form(page, "(link)")
        send(page)
        page.get_by_text("Ganz neuer Nähkreis").wait_for()
        assert_good_form(page, "(opened)")
        with page.expect_download() as download:
            page.locator("main form:has([value=archive]) [type=submit]").click()
        with zipfile.ZipFile(download.value.path()) as archive:
            assert address in archive.read("data.json").decode()
        page.locator("[name=sure]").check()
        page.locator("main form:has([value=erase]) [type=submit]").click()
        page.get_by_text("Ganz neuer Nähkreis").wait_for(state="detached")
        assert_good_form(page, "(deleted)")
        page.goto(link)
        assert_good_form(page, "(used)")
