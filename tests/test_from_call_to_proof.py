"""The whole way with real mails: a call is answered, the club gets in touch, confirms hours, the helper agrees, and her
proof is checked by somebody else."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from cms.mail.tests.smtp import mail_server

from .support.citizen import WRITING_SPEED, send
from .support.looks import look_at
from .support.mailboxes import linked_path, texts_to
from .support.site import copy_of_demo, running_site

pytestmark = pytest.mark.browser
NAME, HELPER = "Petra Beispiel", "petra@example.org"
WORDS = "Ich lese gern vor und habe samstags Zeit. " * 6
DAY = date(date.today().year - 1, 5, 2).isoformat()
CALL = """
    SELECT page.slug, keeping.maintainer_email, opening.title FROM directory_opening opening
    JOIN wagtailcore_page page ON page.id = opening.page_id
    JOIN directory_maintainership keeping ON keeping.page_id = page.id
    WHERE opening.valid_until > date('now') AND page.live AND keeping.maintainer_mode = 'club'
      AND keeping.maintainer_email <> '' ORDER BY page.id LIMIT 1
"""
CODE = re.compile(r"(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}")


@pytest.fixture(scope="module")
def mailbox():
    with mail_server() as mailbox:
        yield mailbox


@pytest.fixture(scope="module")
def town(shared_folder, tmp_path_factory, mailbox):
    data = copy_of_demo(shared_folder, tmp_path_factory.mktemp("demo") / "data")
    with running_site(data, EMAIL_URL=f"smtp://127.0.0.1:{mailbox.port}") as site:
        yield site


def press(page, name: str, role: str = "button") -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role(role, name=name).first.click()


def ask_to_help(page, slug: str) -> None:
    page.goto(f"/verzeichnis/{slug}/")
    with page.expect_navigation():
        page.locator(".opening .button").first.click()
    for field, text in {"name": NAME, "email": HELPER, "message": WORDS}.items():
        page.locator(f"[name={field}]").press_sequentially(text, **WRITING_SPEED)
    send(page)
    page.wait_for_url("**/danke/**")


def confirm_hours(page, title: str) -> None:
    """What the club knows from the message stands in the form already."""
    press(page, "Stunden eintragen", "link")
    look_at(page, "hours of the sender")
    known = {
        field: page.locator(f"main [name={field}]").input_value() for field in ("name", "email", "activity")
    }
    assert known == {"name": NAME, "email": HELPER, "activity": title}
    page.locator("main [name=first_day]").fill(DAY)
    page.locator("main [name=hours]").fill("2,5")
    page.locator("main [name=knows]").check()
    press(page, "Zustimmung erfragen")


def downloaded_proof(page) -> str:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Nachweis herunterladen").click()
    pdf = PdfReader(BytesIO(Path(waiting.value.path()).read_bytes()))
    return " ".join(" ".join(each.extract_text() for each in pdf.pages).split())


def test_from_a_call_to_a_checked_proof(town, visitor, mailbox):
    [(slug, club, title)] = town.ask(CALL)
    with visitor(town, accept_downloads=True) as (page, traffic):
        ask_to_help(page, slug)
        page.goto(linked_path(mailbox, HELPER, "/nachricht/bestaetigen/"))
        send(page)

        page.goto(linked_path(mailbox, club, "/nachricht/beantworten/"))
        assert page.locator("#hours-title").count() == 0
        press(page, "Wir melden uns")
        look_at(page, "answered")
        confirm_hours(page, title)
        assert "einmal Stunden von" in page.locator("main").inner_text()

        page.goto(linked_path(mailbox, HELPER, "/stunden/"))
        press(page, "Ja, das stimmt")
        proof = downloaded_proof(page)
        assert NAME in proof and title in proof and "2,5" in proof

        page.goto("/nachweis/")
        page.locator("main [name=code]").fill(CODE.search(proof)[0].lower())
        press(page, "Prüfen")
        assert "Gültig" in page.locator("main").inner_text() and NAME in page.locator("main").inner_text()
        assert traffic.foreign == [] and traffic.errors == []
    # To confirm, as a receipt, that the club gets in touch, and about the hours.
    assert len(texts_to(mailbox, HELPER)) == 4 and len(texts_to(mailbox, club)) == 1
