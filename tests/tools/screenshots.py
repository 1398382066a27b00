"""Takes the screenshots of the site and its admin for docs/: `make screenshots`."""

import sqlite3
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pypdfium2
from playwright.sync_api import sync_playwright

from tests.support.browser import ARGUMENTS, DESKTOP, chromium_path
from tests.support.citizen import CONTACT, REGISTRATION, mailed_path, send, write_contact, write_registration
from tests.support.demo_pages import read_demo_pages
from tests.support.maintainer import Maintainer
from tests.support.site import ADMIN, ROOT, logged_in_site

FOLDER = ROOT / "docs" / "screenshots"
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
VIEWS = {
    "desktop": {"viewport": DESKTOP},
    "phone": PHONE,
    "dark": {"viewport": DESKTOP, "color_scheme": "dark"},
}
PAGES = {
    "home": "/",
    "strategy": "/strategie/",
    "news": "/aktuelles/",
    "directory": "/verzeichnis/",
    "openings": "/mithilfe/",
    "form": "/anmelden/",
}
LETTERS = {
    "Walter Kiefer": "Unser Verein sucht einen Raum für 20 Personen, möglichst ohne Stufen. Wer kann helfen?",
    "Nadia Haddad": "Die Telefonnummer in unserem Eintrag stimmt nicht mehr. Können Sie sie bitte ändern?",
    "Petra Beispiel": "Ich möchte gern abends beim Sprachcafé helfen. Wann kann ich vorbeikommen?",
}
TABLE = """Verein;Kurzbeschreibung;Kategorie;Ortsteil;E-Mail;Beginn
Strickkreis Nadelwald;Wir stricken zusammen.;Kunst & Handarbeit;Stahl;nadel@example.org;18:30
Kickergruppe Südwiese;Wir spielen Fußball.;Fußball;Bitburg-Stadt;kicker@example.org;19 Uhr
;Wir wandern.;Rad & Wandern;Mötsch;wandern@example.org;
Schachfreunde Turmblick;Wir spielen Schach.;Raumfahrt;Bitburg-Stadt;turm@example.org;25:70
Chor der Frühaufsteher;Wir singen morgens.;Chor & Gesang;Bitburg-Stadt;chor(at)example.org;7:00
"""
LETTER_ADDRESS = "Bachpat:innen Klarwasser\nMühlenpfad 3\n54634 Bitburg"
CHOIR = {
    "name": "Chor Klangbrücke e. V.",
    "summary": "Wir singen jeden Mittwochabend Lieder aus aller Welt. Noten lesen muss niemand können.",
    "contact_email": "chor@example.org",
}


def take_public_pages(browser, site) -> None:
    entry = read_demo_pages(site.data_dir).of_type("directory.organisationpage")
    for view, options in VIEWS.items():
        context = browser.new_context(base_url=site.url, reduced_motion="reduce", locale="de-DE", **options)
        page = context.new_page()
        for name, path in (PAGES | {"entry": entry}).items():
            take(page, path, f"{name}-{view}")
        context.close()


def take_admin(browser, site) -> None:
    context = browser.new_context(base_url=site.url, locale="de-DE", viewport=DESKTOP)
    page = context.new_page()
    log_in(page)
    take(page, "/admin/", "admin-start")
    page.goto(f"/admin/pages/{read_demo_pages(site.data_dir).start_page}/edit/")
    page.get_by_role("button", name="Entwurf speichern").wait_for()
    page.locator("[data-chooser-image]").first.wait_for()
    page.screenshot(path=FOLDER / "admin-editor.png", animations="disabled")
    context.close()


def take_entry_editor(browser, site) -> None:
    """Places and times of an entry with the pin's map open, and the list with its map."""
    entry = find_entry(site, "beispiel-kickergruppe-suedwiese")
    tall = {"width": 1280, "height": 1900}
    context = browser.new_context(base_url=site.url, locale="de-DE", viewport=tall, reduced_motion="reduce")
    page = context.new_page()
    log_in(page)
    page.goto(f"/admin/pages/{entry}/edit/", wait_until="networkidle")
    page.get_by_role("tab", name="Orte und Zeiten").click()
    page.get_by_role("button", name="Auf der Karte setzen").first.click()
    page.get_by_text("Die Stecknadel steht bei").wait_for()
    page.screenshot(path=FOLDER / "entry-editor.png", animations="disabled")
    page.set_viewport_size(DESKTOP)
    page.goto("/verzeichnis/")
    page.get_by_role("button", name="Karte hier öffnen").click()
    page.locator(".town-map__marker").first.wait_for()
    page.locator(".results").scroll_into_view_if_needed()
    page.screenshot(path=FOLDER / "directory-map.png", animations="disabled")
    context.close()


def find_entry(site, slug: str) -> int:
    with sqlite3.connect(site.data_dir / "db.sqlite3") as database:
        return database.execute("SELECT id FROM wagtailcore_page WHERE slug = ?", [slug]).fetchone()[0]


def take_inbox(browser, site) -> None:
    """The inbox after three submissions."""
    context = browser.new_context(base_url=site.url, locale="de-DE", viewport=DESKTOP)
    page = context.new_page()
    for name, message in LETTERS.items():
        page.goto("/kontakt/")
        write_contact(page, CONTACT | {"Ihr Name": name, "Ihre Nachricht": message})
        send(page)
        page.wait_for_url("**/kontakt/danke/**")
    log_in(page)
    take(page, "/admin/einsendungen/", "inbox")
    page.locator(".inbox__who a").first.click()
    page.wait_for_url("**/inspect/**")
    page.locator("[name=assigned_to]").select_option(index=1)
    with page.expect_navigation():
        page.locator("[name=action][value=assignment]").click()
    page.locator(".submission__compose summary").first.click()
    page.locator("[name=message]").fill(
        "das Sprachcafé ist jeden Dienstag um 18 Uhr. Kommen Sie gern vorbei!"
    )
    page.screenshot(path=FOLDER / "inbox-letter.png", animations="disabled")
    context.close()


def take_registration(browser, site) -> None:
    """Deciding about a registration that resembles an entry."""
    tall = {"width": 1280, "height": 1330}
    context = browser.new_context(base_url=site.url, locale="de-DE", viewport=tall)
    page = context.new_page()
    page.goto("/anmelden/")
    write_registration(page, REGISTRATION | CHOIR)
    page.get_by_label("Worum geht es bei Ihnen?").select_option("Musik, Theater & Kultur")
    send(page)
    page.locator(".duplicates [type=submit]").click()
    page.wait_for_url("**/anmelden/danke/**")
    page.goto(mailed_path(site, "confirmation"))
    send(page)
    page.locator("main a.button").wait_for()
    log_in(page)
    page.goto("/admin/einsendungen/?kind=registration")
    page.locator(".inbox__who a").first.click()
    page.wait_for_url("**/inspect/**")
    page.locator(".submission__decision summary").first.click()
    page.locator("#registration-question").fill("Proben Sie noch in der Grundschule?")
    page.screenshot(path=FOLDER / "registration.png", animations="disabled")
    context.close()


def take_self_service(browser, site) -> None:
    """A maintainer's form on a phone, and the staff's comparison."""
    maintainer = Maintainer(site, "beispiel-kickergruppe-suedwiese")
    context = browser.new_context(base_url=site.url, locale="de-DE", reduced_motion="reduce", **PHONE)
    page = context.new_page()
    page.goto(maintainer.new_link(), wait_until="networkidle")
    page.locator("#basics").evaluate("part => part.scrollIntoView()")
    page.screenshot(path=FOLDER / "maintainer-form-phone.png", animations="disabled")
    page.locator("[name=summary]").fill("Freizeitfußball ohne Tabelle. Neu: sonntags auch für Familien.")
    page.locator("[name=phone]").fill("06561 15063")
    page.locator("[name=website]").fill("www.example.org/kickergruppe")
    page.get_by_role("button", name="Weiter: ansehen").click()
    page.wait_for_url("**/vorschau/")
    page.goto(page.url.replace("vorschau", "senden"))
    page.screenshot(path=FOLDER / "maintainer-changes-phone.png", animations="disabled")
    page.get_by_role("button", name="Absenden").click()
    page.wait_for_url("**/gesendet/")
    context.close()
    context = browser.new_context(base_url=site.url, locale="de-DE", viewport=DESKTOP)
    page = context.new_page()
    log_in(page)
    page.goto("/admin/verzeichnis/vorschlaege/")
    with page.expect_navigation(wait_until="networkidle"):
        page.get_by_role("link", name="Kickergruppe").first.click()
    page.screenshot(path=FOLDER / "proposal.png", animations="disabled")
    context.close()


def take_import(browser, site) -> None:
    """The check of a table: problems, and rows that resemble an entry."""
    context = browser.new_context(base_url=site.url, locale="de-DE", viewport={"width": 1280, "height": 1200})
    page = context.new_page()
    log_in(page)
    page.goto("/admin/verzeichnis/importieren/")
    sheet = {"name": "vereinsliste-2026.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    page.set_input_files("[name=file]", files=[sheet])
    page.get_by_role("button", name="Tabelle hochladen").click()
    page.get_by_role("button", name="Zeilen prüfen").click()
    page.get_by_role("heading", name="importiert werden").wait_for()
    page.screenshot(path=FOLDER / "import-check.png", animations="disabled")
    context.close()


def take_letter(browser, site) -> None:
    """The printed letter for taking over an entry, and the page that its code leads to."""
    maintainer = Maintainer(site, "beispiel-bachpatinnen-klarwasser")
    maintainer.reach_by_letter(LETTER_ADDRESS)
    context = browser.new_context(base_url=site.url, locale="de-DE", **PHONE)
    page = context.new_page()
    page.goto(maintainer.ask.replace("aendern", "brief"))
    page.get_by_role("button", name="Bitte einen Brief schicken").click()
    page.wait_for_url("**angefragt=1")
    log_in(page)
    page.goto("/admin/verzeichnis/aufgaben/?kind=claims")
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="Brief drucken").click()
    paper = pypdfium2.PdfDocument(download.value.path())[0]
    paper.render(scale=1.5).to_pil().save(FOLDER / "letter.png")
    context.close()


def log_in(page) -> None:
    page.goto("/admin/login/")
    page.fill("[name=username]", ADMIN[0])
    page.fill("[name=password]", ADMIN[1])
    page.locator("form [type=submit]").click()
    page.wait_for_url("**/admin/")


def take(page, path: str, name: str) -> None:
    page.goto(path, wait_until="networkidle")
    page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        site = stack.enter_context(logged_in_site(Path(folder), seconds=240))
        chromium = stack.enter_context(sync_playwright()).chromium
        browser = chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        take_public_pages(browser, site)
        take_admin(browser, site)
        take_entry_editor(browser, site)
        take_inbox(browser, site)
        take_registration(browser, site)
        take_self_service(browser, site)
        take_import(browser, site)
        take_letter(browser, site)
        browser.close()


if __name__ == "__main__":
    main()
