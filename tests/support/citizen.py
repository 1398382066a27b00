"""Fills in forms at typing speed, since the forms refuse what arrives too fast."""

import re
import time

NEWEST_MAIL = """
    SELECT text FROM mail_mail WHERE kind = ? ORDER BY id DESC LIMIT 1
"""

FORMS = ["/kontakt/", "/anmelden/", "/barriere-melden/", "/fehler-melden/", "/termin-vorschlagen/"]
WRITING_SPEED = {"delay": 15}
CONTACT = {
    "Ihr Name": "Petra Beispiel",
    "Ihre E-Mail-Adresse": "petra@example.org",
    "Ihre Nachricht": "Ich möchte gern mitmachen und freue mich auf eine Antwort. Am besten abends.",
}
REGISTRATION = {
    "name": "Nähcafé Beispielstraße",
    "summary": "Wir nähen jeden Dienstag zusammen und zeigen gern, wie es geht. Kommen Sie dazu!",
    "phone": "06561 123456",
    "contact_name": "Ayşe Beispiel",
    "contact_email": "naehen@example.org",
}


def write_contact(page, answers: dict[str, str] = CONTACT) -> None:
    for label, text in answers.items():
        page.get_by_label(label).press_sequentially(text, **WRITING_SPEED)
    page.get_by_label("Worum geht es?").select_option("Mitmachen")


def write_registration(page, answers: dict[str, str] = REGISTRATION) -> None:
    for name, text in answers.items():
        page.locator(f"[name={name}]").press_sequentially(text, **WRITING_SPEED)
    page.locator("[name=main_category]").select_option(index=1)
    page.locator("[name=district]").select_option(index=1)
    page.locator("[name=privacy-consent]").check()


def send(page) -> None:
    """Sends the form of the page and waits for the answer."""
    with page.expect_navigation():
        page.locator("main form[method=post] [type=submit]").click()


def mailed_path(site, message: str) -> str:
    """The path of the link in the newest queued mail of this kind, as soon as the worker has written it."""
    deadline = time.monotonic() + 30
    while not (found := site.ask(NEWEST_MAIL, message)) and time.monotonic() < deadline:
        time.sleep(0.1)
    [(text,)] = found
    return re.search(r"https?://[^/\s]+(/\S+)", text)[1]
