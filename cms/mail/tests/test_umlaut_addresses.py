"""Towns whose domain has umlauts: people see it as they know it, mail programs open what the DNS knows."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from cms.mail.messages import Message, Placeholder
from cms.mail.rendering import Wording, render
from cms.mail.sender import Sender

SITE = "https://xn--kln-sna.example"
KOELN = Sender("Köln", "", "", "", "", "#004488", site=SITE)
LETTER = Message(
    "letter", "", "", (Placeholder.link("", "/"), Placeholder("message", "", "")), button="Jetzt öffnen"
)


def links_of(text: str, sender=KOELN, **values) -> dict[str, str]:
    """What each link of the HTML part leads to, by what is read there, and the address below the button."""
    mail = render(LETTER, values, wording=Wording("Betreff", text), sender=sender)
    assert "köln.example" not in mail.text
    soup = BeautifulSoup(mail.html, "html.parser")
    below = soup.find(class_="address")
    return {each.text: each["href"] for each in soup.find_all("a")} | (
        {"below": list(below.strings)[-1].strip()} if below else {}
    )


def test_button_and_footer():
    links = links_of("Guten Tag,\n\n{{ link }}", link=f"{SITE}/link/geheim?a=1&b=2")
    assert links["Jetzt öffnen"] == f"{SITE}/link/geheim?a=1&b=2"
    assert links["below"] == "https://köln.example/link/geheim?a=1&b=2"
    assert links["https://köln.example"] == SITE


@pytest.mark.parametrize("rest", ["/eintrag/", "/suche/?q=a&seite=2", "", "/a#b"])
def test_address_within_a_sentence(rest):
    links = links_of(f"Mehr unter {SITE}{rest} und bei uns.")
    assert links[f"https://köln.example{rest}"] == f"{SITE}{rest}"


@pytest.mark.parametrize(
    "address",
    [
        # "аррӏе" in Cyrillic letters.
        "https://xn--80ak6aa92e.example/login",
        "https://xn--dsseldorf-q9a.example/",
        "https://xn--kln-sna.example.evil.example/",
        "https://xn--kln-sna.example@evil.example/",
        "https://xn--kln-sna.example:8443/",
    ],
)
def test_what_strangers_write_stays_as_it_is(address):
    links = links_of("Nachricht: {{ message }}", message=address)
    assert links[address] == address


def test_domain_without_umlauts_stays_as_it_is():
    bitburg = replace(KOELN, site="https://www.example.org")
    links = links_of("{{ link }}", sender=bitburg, link="https://www.example.org/xn--weg/")
    assert links["below"] == "https://www.example.org/xn--weg/"
