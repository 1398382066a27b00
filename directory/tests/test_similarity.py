"""Pairs of names as they really occur: the same organisation twice, and two that only sound alike."""

import pytest

from directory.similarity import LIKELY, Organisation, Surroundings, comparable_host, likeness, words_of

AROUND = Surroundings(
    town=frozenset({"bitburg"}), places=frozenset({"moetsch", "stahl", "erdorf", "masholder", "matzen"})
)
SAME = [
    ("Chor Klangbrücke", "Klangbrücke e. V."),
    ("Klangbruecke", "KLANGBRÜCKE e.V."),
    ("Klangbrücke – Chor in Mötsch", "Chor Klangbrücke"),
    ("Reparaturtreff Schraubstock", "Reparatur-Treff „Schraubstock“ Bitburg"),
    ("Reparaturtreff Schraubstock", "Reparatur-Café Schraubstock"),
    ("TV Mötsch", "Turnverein Mötsch 1921 e. V."),
    ("TV Moetsch", "TV Mötsch e.V."),
    ("MV Stahl", "Musikverein Stahl"),
    ("FFW Erdorf", "Freiwillige Feuerwehr Erdorf"),
    ("FF Matzen", "Freiwillige Feuerwehr Bitburg-Matzen"),
    ("Freiwillige Feuerwehr Stahl", "Freiw. Feuerwehr Stahl"),
    ("DLRG Ortsgruppe Bitburg", "DLRG OG Bitburg e. V."),
    ("DLRG Bitburg", "Deutsche Lebens-Rettungs-Gesellschaft Bitburg"),
    ("DRK Ortsverein Bitburg", "Deutsches Rotes Kreuz, Ortsverein Bitburg e. V."),
    ("THW Bitburg", "Technisches Hilfswerk (THW) Bitburg"),
    ("AWO Bitburg", "Arbeiterwohlfahrt Ortsverein Bitburg"),
    ("Gesangverein 1887 Bitburg", "Gesangverein Bitburg"),
    ("Gesangverein Eintracht 1887", "Gesangverein „Eintracht“ e. V."),
    ("MGV Eintracht", "Männergesangverein Eintracht Bitburg"),
    ("FC Südwiese", "Fußballclub Südwiese e. V."),
    ("Fussballclub Suedwiese", "Fußballclub Südwiese"),
    ("Kickergruppe Südwiese", "Kickergruppe Süd-Wiese"),
    ("Dojo Kranichtor", "Judo-Dojo am Kranichtor e. V."),
    ("Bläserkreis Talblick", "Bläserkreis Talblik"),
    ("Sprachcafé Treffpunkt Welt", "Sprach-Café „Treffpunkt Welt“"),
    ("Imkerkreis Lindenblüte", "Imkerverein Lindenblüte"),
    ("Narrenzunft Brunnengeister", "Narrenzunft Brunnengeister von 1950 e. V."),
    ("Krabbelkäfer", "Krabbelgruppe Krabbelkäfer"),
    ("Bachpat:innen Klarwasser", "Bachpaten Klarwasser"),
    ("Offenes Atelier Farbtopf", "Atelier Farbtopf"),
    ("Bühne Drei Linden", "Theatergruppe Bühne Drei Linden"),
    ("Kirchenchor St. Peter", "Kirchenchor Sankt Peter"),
    ("Kirchenchor Sankt Peter Bitburg", "Chor St. Peter"),
    ("Förderverein Kita Regenbogen", "Förderverein der Kita Regenbogen e. V."),
    ("Förderverein der Grundschule Nord", "FV Grundschule Nord e. V."),
    ("Heimatverein Masholder", "Heimatverein Masholder seit 1985"),
    ("KFD St. Maria", "Katholische Frauengemeinschaft Sankt Maria"),
    ("Hand in Hand", "Hand in Hand – Nachbarschaftshilfe"),
    ("Arbeitskreis Alte Steine", "AK Alte Steine"),
    ("TuS Erdorf", "Turn- und Sportverein Erdorf 1910 e.V."),
    ("Zeit-Schenken", "Zeitschenken Bitburg"),
    ("Lernfreunde", "Die Lernfreunde e. V."),
]
DIFFERENT = [
    ("TV Mötsch", "MV Mötsch"),
    ("TV Mötsch", "TV Stahl"),
    ("Freiwillige Feuerwehr Mötsch", "Freiwillige Feuerwehr Stahl"),
    ("FFW Erdorf", "Jugendfeuerwehr Erdorf"),
    ("Heimatverein Stahl", "Bürgerverein Stahl"),
    ("Kirchenchor St. Peter", "Kirchenchor St. Paul"),
    ("Förderverein Kita Regenbogen", "Förderverein Kita Sonnenschein"),
    ("Förderverein Grundschule Nord", "Förderverein Grundschule Süd"),
    ("Förderverein Kita St. Maria", "Förderverein Kita St. Josef"),
    ("Kegelclub Alle Neune", "Kegelclub Gut Holz"),
    ("Gesangverein Eintracht", "Gesangverein Harmonie"),
    ("Tennisclub Bitburg", "Tischtennisclub Bitburg"),
    ("Reitverein Bitburg", "Radverein Bitburg"),
    ("Seniorentreff Mötsch", "Jugendtreff Mötsch"),
    ("Sprachcafé Treffpunkt Welt", "Reparaturcafé Schraubstock"),
    ("Gesangverein Bitburg", "Angelverein Bitburg"),
    ("AWO Bitburg", "DRK Bitburg"),
    ("Theatergruppe Rampenlicht", "Theatergruppe Lampenfieber"),
    ("Musikverein Lyra", "Mandolinenverein Lyra"),
    ("Bitburg e. V.", "Bitburg 2030 e. V."),
]


def is_likely(one: str, other: str) -> bool:
    return likeness(Organisation.of(one), Organisation.of(other), AROUND) >= LIKELY


def test_the_same_organisation_is_found_under_nearly_every_name():
    missed = [pair for pair in SAME if not is_likely(*pair)]
    assert len(SAME) >= 40
    assert len(missed) <= len(SAME) * 0.05, missed


def test_hardly_any_two_organisations_are_taken_for_one():
    assert len([pair for pair in DIFFERENT if is_likely(*pair)]) <= 2


@pytest.mark.parametrize("pair", DIFFERENT[:3])
def test_kind_and_place_tell_apart_even_with_a_common_website(pair):
    one, other = (Organisation.of(name, website="https://www.moetsch.example") for name in pair)
    assert likeness(one, other, AROUND) < LIKELY


@pytest.mark.parametrize("pair", SAME)
def test_order_does_not_matter(pair):
    assert is_likely(*pair) == is_likely(*reversed(pair))


@pytest.mark.parametrize(
    ("ways", "is_found"),
    [
        ({"emails": ["Info@Example.org"], "phones": ["06561/15063"]}, True),
        ({"phones": ["+49 6561 15063"], "website": "example.org/verein"}, True),
        ({"emails": ["info@example.org"]}, False),
        ({"website": "https://www.facebook.com/chor"}, False),
        ({"phones": ["nicht bekannt"]}, False),
    ],
)
def test_two_common_ways_of_contact_are_enough(ways, is_found):
    known = Organisation.of(
        "Nähcafé", emails=["info@example.org"], phones=["06561 15063"], website="https://www.example.org"
    )
    assert (likeness(Organisation.of("Singkreis", **ways), known) >= LIKELY) is is_found


def test_one_common_way_helps_a_name_that_is_half_alike():
    known = Organisation.of("Sprachcafé Treffpunkt Welt", emails=["welt@example.org"])
    assert likeness(Organisation.of("Sprachcafé"), known) < LIKELY
    assert likeness(Organisation.of("Sprachcafé", emails=["welt@example.org"]), known) >= LIKELY


def test_another_name_of_the_entry_counts_too():
    known = Organisation.of("Hilfe am Ort", ["Nachbarschaftshilfe Beispieltal"])
    assert likeness(Organisation.of("Nachbarschaftshilfe Beispieltal e. V."), known) == 100


@pytest.mark.parametrize("name", ["", "e. V.", "1899", "\x00", "🎉", "Bitburg", "a" * 5000, "- - -"])
def test_a_name_that_says_nothing_is_like_nothing(name):
    assert likeness(Organisation.of(name), Organisation.of("Chor"), AROUND) < LIKELY


@pytest.mark.parametrize("address", ["http://[::1", "//", "javascript:alert(1)", "\x00"])
def test_no_address_breaks_the_comparison(address):
    assert comparable_host(address) == ""


def test_a_name_is_compared_without_what_everybody_has():
    words = words_of("Der Turnverein Mötsch von 1921 e. V. in Bitburg", AROUND)
    assert words.all == ("turnverein", "moetsch")
