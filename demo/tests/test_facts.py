"""The site mentions every fact of the town's programme, in its own words."""

import pytest

FACTS = {
    "/die-idee/": [
        "vernetzen und kooperieren",
        "Engagement und Beteiligung",
        "Städte in ganz Deutschland",
        "früh antwortet",
        "Demografischer Wandel",
        "auseinanderdriftet",
        "Mobilität im ländlichen Raum",
        "aus anderen Ländern",
        "Ideen und mutige Menschen",
        "Gut ausgebildete Menschen",
        "einer Kreisstadt, die in einem großen Landkreis liegt",
        "Vereine und Pfarreien",
        "verlieren die Kirchen an Bedeutung",
        "Nachfolger:innen",
        "doppelte Strukturen",
        "Kassen leer",
    ],
    "/das-programm/": [
        "2015",
        "Netzwerkprogramm",
        "Bundesministerium für Familie, Senioren, Frauen und Jugend",
        "Bertelsmann Stiftung",
        "BMW Stiftung",
        "Generali Zukunftsfonds",
        "Herbert Quandt Stiftung",
        "Körber-Stiftung",
        "Robert Bosch Stiftung",
        "10.000 bis 100.000 Einwohner:innen",
        "nicht allein bewerben",
        "Caritasverband Westeifel e. V.",
        "Gemeindecaritas/Förderung Ehrenamt",
        "272",
        "50 ausgewählt",
        "Weg und Ergebnis sind offen",
        "Bis 2025",
        "Paradigmenwechsel",
        "Erfahrung und Kompetenz",
        "aus einem Guss",
        "mehr als 3 Millionen Euro",
        "die Marke",
        "Qualitätslogo",
    ],
    "/strategie/": [
        "Fünf Jahre lang",
        "Netzwerkpartner",
        "Die Menschen in Bitburg haben sich beteiligt",
        "Handlungsrahmen für die ganze Stadt",
        "sozial, demografisch und wirtschaftlich",
        "roter Faden",
        "Anlauf-, Service- und Koordinierungsstelle",
        "Kooperations- und Mitmachpartner",
        "konstruktiv arbeiten",
        "Unternehmen als Partner und Sponsoren",
        "Stärken der Stadt",
        "Kultur der Beteiligung",
        "alle Bürger:innen",
        "Orientierung",
    ],
    "/strategie/vision/": ["noch schöner, klüger, lebenswerter und erfolgreicher", "Attraktivität"],
    "/strategie/entstehung/": [
        "öffentlich eingeladen",
        "Zukunftswerkstatt",
        "Bürger:innen, Vereine, Kommune, Wirtschaft und Politik",
        "Bestand erheben",
        "Zukunftsvisionen und die strategische Richtung",
        "Öffentlichkeitsarbeit",
        "Foren",
    ],
    "/strategie/partner/": ["Caritasverband Westeifel e. V.", "engagiertestadt BITBURG", "Körber-Stiftung"],
}

LISTS = [
    ("/die-idee/", "Vier Herausforderungen", 4),
    ("/die-idee/", "Drei Stärken", 3),
    ("/das-programm/", "Diese Stiftungen haben das Programm mit ausgeschrieben", 6),
    ("/strategie/", "Vier Bausteine", 4),
    ("/strategie/entstehung/", "Der Weg in sechs Schritten", 6),
    ("/en/the-idea/", "Four challenges", 4),
    ("/de-simple/die-idee/", "4 große Aufgaben", 4),
]


@pytest.mark.parametrize(
    ("address", "fact"), [(address, fact) for address in FACTS for fact in FACTS[address]]
)
def test_fact_is_told(texts, address, fact):
    assert fact.lower() in texts[address].lower()


@pytest.mark.parametrize(("address", "heading", "number"), LISTS)
def test_enumeration_is_a_list(soups, address, heading, number):
    title = next(each for each in soups[address].main.find_all("h2") if each.get_text(strip=True) == heading)
    assert len(title.find_next(["ol", "ul"]).find_all("li", recursive=False)) == number


def test_foundations_are_listed_but_not_counted(texts):
    counted = ("fünf Stiftungen", "sechs Stiftungen", "5 Stiftungen", "6 Stiftungen")
    assert [url for url, text in texts.items() if any(words in text for words in counted)] == []
