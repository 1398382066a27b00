"""A maintainer changes their entry: by keyboard, on an old phone, without JavaScript, on a slow connection."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from .support.browser import PHONE
from .support.citizen import mailed_path
from .support.keyboard import tab_to
from .support.looks import look_at
from .support.maintainer import Maintainer
from .support.making import make_picture_file

pytestmark = pytest.mark.browser

PROPOSALS = "/admin/verzeichnis/vorschlaege/"
OPEN_ALL = "document.querySelectorAll('.maintainer-form details').forEach((part) => { part.open = true })"


@pytest.fixture
def maintainer(own_demo):
    return lambda name: Maintainer(own_demo, f"beispiel-{name}")


@pytest.fixture
def edit(own_demo, visitor, maintainer):
    """Opens the form of an entry, for tests that do not care about the way there."""

    class Edit:
        def __init__(self, name, **options):
            self.maintainer, self.options = maintainer(name), options

        def __enter__(self):
            self.visit = visitor(own_demo, **self.options)
            page, self.traffic = self.visit.__enter__()
            page.goto(self.maintainer.new_link())
            return page

        def __exit__(self, *error):
            self.visit.__exit__(*error)

    return Edit


def field(page, name: str):
    return page.locator(f".maintainer-form [name='{name}']")


def wait_until_kept(page, act) -> None:
    with page.expect_response(lambda answer: answer.request.method == "POST") as waiting:
        act()
    waiting.value.finished()
    page.locator("[data-kept]").filter(has_text="Gespeichert").wait_for()


def send(page) -> None:
    page.get_by_role("button", name="Weiter: ansehen").click()
    page.wait_for_url("**/vorschau/")
    page.get_by_role("link", name="Weiter: was Sie ändern").click()
    page.wait_for_url("**/senden/")
    page.get_by_role("button", name="Absenden").click()
    page.wait_for_url("**/gesendet/")


def test_whole_journey_by_keyboard(own_demo, visitor, editor, maintainer):
    """From the public page through the mail to a partial acceptance by staff."""
    mine = maintainer("kickergruppe-suedwiese")
    with visitor(own_demo) as (page, traffic):
        page.goto(mine.public)
        tab_to(page, page.get_by_role("link", name=re.compile("Ist das Ihr Eintrag")))
        page.keyboard.press("Enter")
        tab_to(page, page.get_by_label("Ihre E-Mail-Adresse"))
        page.keyboard.type(mine.email)
        page.keyboard.press("Enter")
        page.wait_for_url("**angefragt=1")
        page.goto(mailed_path(own_demo, "entry-edit-link"))
        tab_to(page, page.get_by_role("button", name="Meinen Eintrag öffnen"))
        page.keyboard.press("Enter")
        page.wait_for_url("**/eintrag/bearbeiten/**")
        tab_to(page, field(page, "title"))
        page.keyboard.type("Kickergruppe Nord")
        tab_to(page, field(page, "summary"))
        page.keyboard.press("Control+a")
        page.keyboard.type("Wir kicken jetzt auch im Winter.")
        tab_to(page, page.locator("#offers .maintainer-row > summary").first)
        page.keyboard.press("Enter")
        tab_to(page, field(page, "offers-0-time_note"))
        page.keyboard.type("Treff am Tor")
        tab_to(page, page.get_by_role("button", name="Weiter: ansehen"))
        page.keyboard.press("Enter")
        page.wait_for_url("**/vorschau/")
        tab_to(page, page.get_by_role("link", name="Weiter: was Sie ändern"))
        page.keyboard.press("Enter")
        page.wait_for_url("**/senden/")
        tab_to(page, page.get_by_role("button", name="Absenden"))
        page.keyboard.press("Enter")
        page.wait_for_url("**/gesendet/")
        assert "Schon auf der Website" in page.locator("main").inner_text()
        assert traffic.errors == []
        assert traffic.foreign == []
        assert traffic.cookies == []
    with editor(own_demo) as (page, traffic):
        page.goto(PROPOSALS)
        tab_to(page, page.get_by_role("link", name=re.compile("Kickergruppe")).first)
        page.keyboard.press("Enter")
        tab_to(page, page.locator("[name=accept][value=title]"))
        page.keyboard.press("Space")
        tab_to(page, page.locator("[name=note]"))
        page.keyboard.type("Den Namen nur mit Beschluss.")
        tab_to(page, page.locator("[name=action][value=accept]"))
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.locator(".messages").wait_for()
        assert traffic.errors == []
        page.goto(mine.public)
        shown = page.locator("main").inner_text()
        assert "Wir kicken jetzt auch im Winter." in shown
        assert "Treff am Tor" in shown
        assert "Nord" not in page.locator("h1").inner_text()


def test_staff_reject_by_keyboard_with_a_reason(own_demo, edit, editor):
    with edit("springerrunde") as page:
        field(page, "summary").fill("Jetzt 50 % Rabatt auf alles!")
        send(page)
    with editor(own_demo) as (page, _traffic):
        page.goto(PROPOSALS)
        tab_to(page, page.get_by_role("link", name=re.compile("Springerrunde")).first)
        page.keyboard.press("Enter")
        tab_to(page, page.locator("[name=action][value=reject]"))
        page.keyboard.press("Enter")
        page.get_by_role("alert").filter(has_text="Grund").wait_for()
        tab_to(page, page.locator("[name=reason]"))
        page.keyboard.type("Bitte ohne Werbung.")
        tab_to(page, page.locator("[name=action][value=reject]"))
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.locator(".messages").wait_for()
        assert page.get_by_role("link", name=re.compile("Springerrunde")).count() == 0


def test_phone_keeps_by_itself_and_a_new_place_can_be_chosen(edit):
    with edit("dojo-kranichtor", viewport=PHONE) as page:
        field(page, "summary").fill("Judo, jetzt auch freitags.")
        wait_until_kept(page, field(page, "summary").blur)
        page.locator("#places > summary").click()
        page.locator("#places [data-new-row] > summary").click()
        page.locator("#places [data-new-row] [name$='-name']").fill("Turnhalle")
        page.locator("#offers [data-new-row] > summary").click()
        page.locator("#offers [data-new-row] [name$='-name']").fill("Kinderjudo")
        offer = page.locator("#offers .maintainer-row").nth(-2)
        assert offer.locator("> summary").inner_text().split() == ["Angebot", "Kinderjudo"]
        offer.locator(".maintainer-more > summary").nth(1).click()
        wait_until_kept(page, lambda: offer.locator("[data-places]").select_option(label="Turnhalle"))
        page.locator("#offers [data-new-row] > summary").click()
        page.locator("#offers [data-new-row] [name$='-name']").fill("Aus Versehen")
        wait_until_kept(page, page.locator("#offers .maintainer-row").nth(-2).locator("[name$='-name']").blur)

        page.reload()

        assert field(page, "summary").input_value() == "Judo, jetzt auch freitags."
        mistake = page.locator("#offers .maintainer-row").nth(-2)
        mistake.get_by_label("Doch nicht hinzufügen").check()
        page.get_by_role("button", name="Weiter: ansehen").click()
        page.wait_for_url("**/vorschau/")
        page.goto(page.url.replace("vorschau", "senden"))
        shown = page.locator("main .changes").inner_text()
        assert "Ort: Turnhalle" in shown
        assert "Aus Versehen" not in shown


def test_every_field_can_be_reached_and_seen_on_a_phone(edit):
    with edit("klangbruecke", viewport=PHONE) as page:
        page.evaluate(OPEN_ALL)
        tab_to(page, field(page, "legal_form"), steps=300)
        tab_to(page, page.get_by_role("button", name="Weiter: ansehen"), steps=300)


def test_whole_edit_without_javascript(edit):
    with edit("beweglich-bleiben", java_script_enabled=False, viewport=PHONE) as page:
        field(page, "summary").fill("Gymnastik im Sitzen.")
        field(page, "email").fill("kaputt")
        page.locator("#places > summary").click()
        page.locator("#places .maintainer-row--new > summary").click()
        page.locator("#places .maintainer-row--new [name$='-name']").fill("Turnhalle")
        with page.expect_navigation():
            page.get_by_role("button", name="Weiter: ansehen").click()
        mistake = page.get_by_role("alert").get_by_role("link")
        assert mistake.count() == 1
        assert page.locator(mistake.get_attribute("href")).is_visible()
        assert page.title().startswith("Fehler:")
        field(page, "email").fill("sport@example.org")
        page.locator("#offers .maintainer-row > summary").first.click()
        page.locator("#offers .maintainer-row").first.locator(".maintainer-more > summary").nth(1).click()
        field(page, "offers-0-place_key").select_option(label="Turnhalle")
        page.get_by_role("button", name="Zwischenspeichern").click()
        page.get_by_role("status").filter(has_text="Gespeichert").first.wait_for()
        send(page)
        shown = page.locator("main").inner_text()
        assert "Treffpunkt „Turnhalle“" in shown


def test_picture_from_the_phone_is_kept_by_itself_and_shown(edit):
    with edit("dojo-kranichtor", viewport=PHONE) as page:
        page.evaluate(OPEN_ALL)
        photo = {"name": "bild.png", "mimeType": "image/png", "buffer": make_picture_file().read()}
        wait_until_kept(page, lambda: field(page, "picture_file").set_input_files(photo))
        image = page.locator("[data-picture] img")
        expect(image).to_have_attribute("alt", "Das Bild, das Sie gewählt haben")
        page.wait_for_function("() => document.querySelector('[data-picture] img').naturalWidth > 0")
        assert field(page, "picture_file").input_value() == ""
        page.reload()
        page.evaluate(OPEN_ALL)
        assert page.locator("[data-picture] img").evaluate("image => image.naturalWidth") > 0


def test_two_windows_overwrite_nothing_in_silence(edit, own_demo, visitor):
    with edit("blaeserkreis-talblick") as first:
        key = first.url
        with visitor(own_demo) as (second, _traffic):
            second.goto(key)
            field(first, "summary").fill("Aus dem ersten Fenster.")
            wait_until_kept(first, field(first, "summary").blur)
            field(second, "summary").fill("Aus dem zweiten Fenster.")
            field(second, "summary").blur()
            second.locator("[data-kept]").filter(has_text="anderen Fenster").wait_for()
            second.get_by_role("button", name="Weiter: ansehen").click()
            notice = second.get_by_role("alert")
            notice.filter(has_text="ersten").wait_for()
            assert field(second, "summary").input_value() == "Aus dem zweiten Fenster."
            send(second)
        field(first, "summary").fill("Noch etwas aus dem ersten.")
        first.get_by_role("button", name="Zwischenspeichern").click()
        first.get_by_role("heading", name="schon abgeschickt").wait_for()
        assert "gespeichert" in first.locator("main").inner_text()


def test_weak_line_is_told_and_made_up_for(edit):
    with edit("wegzeichen") as page:
        page.context.set_offline(True)
        field(page, "summary").fill("Aus dem Funkloch.")
        field(page, "summary").blur()
        page.locator("[data-kept]").filter(has_text="Nicht gespeichert").wait_for()
        page.context.set_offline(False)
        wait_until_kept(page, lambda: field(page, "phone").fill("06561 12345"))
        page.reload()
        assert field(page, "summary").input_value() == "Aus dem Funkloch."


def test_another_button_of_the_page_leaves_nothing_behind(edit):
    """Text just typed is saved before the page is left to renew a call."""
    with edit("lesezeit") as page:
        field(page, "summary").press_sequentially("!")
        page.get_by_role("button", name="Alles stimmt").click()
        page.get_by_role("status").filter(has_text="ab heute bestätigt").wait_for()
        assert field(page, "summary").input_value().startswith("!")


def test_every_state_is_accessible(own_demo, visitor, maintainer):
    mine = maintainer("buehne-drei-linden")
    with visitor(own_demo) as (page, traffic):
        page.goto(mine.ask)
        look_at(page, "ask")
        page.get_by_role("button", name="Link senden").click()
        page.locator(".error-summary:focus").wait_for()
        look_at(page, "no address")
        page.goto(f"{mine.ask}?angefragt=1")
        look_at(page, "asked")
        link = mine.new_link("entry-edit", "/eintrag/aendern/{}/")
        page.goto(link)
        look_at(page, "open")
        page.get_by_role("button", name="Meinen Eintrag öffnen").click()
        page.wait_for_url("**/eintrag/bearbeiten/**")
        form = page.url
        look_at(page, "form")
        page.evaluate(OPEN_ALL)
        look_at(page, "form, everything open")
        field(page, "summary").fill("")
        page.get_by_role("button", name="Weiter: ansehen").click()
        page.get_by_role("alert").wait_for()
        page.locator(".error-summary:focus").wait_for()
        look_at(page, "form with a mistake")
        field(page, "summary").fill("Wir spielen Theater.")
        page.get_by_role("button", name="Weiter: ansehen").click()
        page.wait_for_url("**/vorschau/")
        look_at(page, "preview")
        page.goto(f"{form}senden/")
        look_at(page, "what changes")
        page.get_by_role("button", name="Absenden").click()
        page.wait_for_url("**/gesendet/")
        look_at(page, "sent")
        for path, state in ((form, "sent already"), (link, "used link"), (link[:-2] + "/", "unknown link")):
            page.goto(path)
            look_at(page, state)
        late = mine.new_link()
        mine.let_expire(late)
        page.goto(late)
        look_at(page, "too late")
        assert traffic.foreign == []


def test_pause_is_accessible_and_said_everywhere(own_demo, visitor, maintainer):
    mine = maintainer("springerrunde")
    with visitor(own_demo) as (page, _traffic):
        page.goto(mine.new_link())
        page.get_by_role("link", name="Den Eintrag eine Zeit lang pausieren").click()
        page.wait_for_url("**/pause/")
        page.get_by_role("button", name="Ab heute pausieren").click()
        look_at(page, "pause without a day")
        page.get_by_label("Letzter Tag der Pause").fill((date.today() + timedelta(days=20)).isoformat())
        page.get_by_role("button", name="Ab heute pausieren").click()
        page.wait_for_url("**pause=an")
        look_at(page, "pausing, form")
        page.goto(mine.public)
        expect(page.locator(".notice", has_text="Pause bis")).to_be_visible()
        look_at(page, "pausing, entry")


def test_one_button_pages_are_accessible_and_work(own_demo, visitor, maintainer):
    """Renewing and ending a call for volunteers, confirming and withdrawing an entry."""
    mine = maintainer("arbeitskreis-alte-steine")
    other = maintainer("wegzeichen")
    with visitor(own_demo) as (page, _traffic):
        page.goto(other.new_link("entry-openings", "/eintrag/mithilfe/{}/"))
        look_at(page, "calls")
        page.get_by_role("button", name="Beenden").first.click()
        page.get_by_role("status").filter(has_text="Mithilfe").wait_for()
        with page.expect_navigation():
            page.get_by_role("button", name="verlängern").first.click()
        page.get_by_role("status").filter(has_text="Mithilfe").wait_for()
        look_at(page, "call renewed")
        page.goto(mine.new_link())
        with page.expect_navigation():
            page.get_by_role("link", name="aus dem Verzeichnis nehmen").click()
        look_at(page, "withdraw")
        page.get_by_role("button", name="zurückziehen").click()
        page.locator(".error-summary:focus").wait_for()
        look_at(page, "withdraw, not sure")
        page.locator("[name=sure]").check()
        page.get_by_role("button", name="zurückziehen").click()
        page.get_by_role("heading", name="zurückgezogen").wait_for()
        look_at(page, "withdrawn")
        assert page.goto(mine.public).status in (404, 410)
