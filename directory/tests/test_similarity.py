"""Real-life pairs of names: duplicates, and distinct organisations that sound alike."""

import pytest
from django.core.cache import cache

from directory.domain.comparable import (
    comparable_court,
    comparable_host,
    comparable_phone,
    comparable_register_number,
    metres_between,
)
from directory.duplicates.candidates import all_candidates
from directory.duplicates.lookup import duplicates_for_staff, public_duplicates
from directory.duplicates.similarity import LIKELY, Organisation, Surroundings, likeness, words_of
from directory.models import MeetingPlace

from .duplicate_pairs import COMMON, DIFFERENT, SAME
from .factories import make_entry

AROUND = Surroundings(
    town=frozenset({"bitburg"}),
    places=frozenset({"moetsch", "stahl", "erdorf", "masholder", "matzen"}),
    common=COMMON,
)


def organisation(side: str | dict) -> Organisation:
    return Organisation.of(side) if isinstance(side, str) else Organisation.of(**side)


def is_likely(one: str | dict, other: str | dict) -> bool:
    return likeness(organisation(one), organisation(other), AROUND) >= LIKELY


def test_the_same_organisation_is_found_under_nearly_every_name():
    missed = [pair for pair in SAME if not is_likely(*pair)]
    assert len(SAME) >= 40 and len(DIFFERENT) >= len(SAME)
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


WITTLICH = ("Amtsgericht Wittlich", "VR 1234")


@pytest.mark.parametrize(
    ("one", "other", "is_found"),
    [
        (WITTLICH, ("AG Wittlich", "VR1234"), True),
        (WITTLICH, ("wittlich", "01234"), True),
        (WITTLICH, ("Amtsgericht Trier", "VR 1234"), False),
        (WITTLICH, ("", "1234"), False),
        (WITTLICH, ("Amtsgericht Wittlich", "VR 1235"), False),
        (("", ""), ("", ""), False),
    ],
)
def test_one_number_in_one_register_is_one_organisation_whatever_its_name(one, other, is_found):
    pair = (Organisation.of("Singkreis", register=one), Organisation.of("Nähcafé", register=other))
    assert (likeness(*pair) >= LIKELY) is is_found


def test_two_numbers_of_one_court_are_two_organisations_whatever_they_share():
    shared = {"name": "Klangbrücke", "emails": ["a@example.org"], "website": "klang.example"}
    court = "Amtsgericht Wittlich"
    one, same, other = (Organisation.of(**shared, register=(court, each)) for each in ("7", "VR 7", "VR 8"))
    assert likeness(one, same) == 100
    assert likeness(one, other) < LIKELY


HALL = (49.97450, 6.52320)


@pytest.mark.parametrize(
    ("position", "is_found"),
    [
        ((49.97450, 6.52415), True),
        ((49.97510, 6.52320), True),
        ((49.97450, 6.52435), False),
        ((None, 6.5), False),
    ],
)
def test_a_place_within_75_metres_helps_a_name_that_is_half_alike(position, is_found):
    known = Organisation.of("Sprachcafé Treffpunkt Welt", positions=[HALL])
    score = likeness(Organisation.of("Sprachcafé", positions=[position]), known)
    assert (score - likeness(Organisation.of("Sprachcafé"), known) == 10) is is_found
    assert likeness(Organisation.of("Nähcafé", positions=[HALL]), known) < LIKELY


def test_distances_are_metres():
    assert metres_between((50.0, 6.5), (50.001, 6.5)) == pytest.approx(111.3, abs=0.1)
    assert metres_between((50.0, 6.5), (50.0, 6.501)) == pytest.approx(71.6, abs=0.1)


@pytest.mark.parametrize("text", ["", "\x00", "VR", "Amtsgericht", "🎉", "²"])
def test_a_register_that_says_nothing_is_nothing(text):
    assert comparable_court(text) in {"", "vr", "2"}
    assert comparable_register_number(text) in {"", "2"}


def test_the_register_finds_an_entry_of_another_name(directory):
    make_entry(directory, "Singkreis", register_court="Amtsgericht Wittlich", register_number="VR 1234")
    wanted = Organisation.of("Klangbrücke", register=("AG Wittlich", "1234"))
    assert [each.name for each in public_duplicates(wanted, site=None)] == ["Singkreis"]
    assert [each.name for each in duplicates_for_staff(wanted, site=None)] == ["Singkreis"]


def test_an_address_that_is_not_shown_says_nothing_to_the_public(directory):
    north, east = HALL
    home = MeetingPlace(street="Geheimweg", latitude=north, longitude=east)
    make_entry(
        directory, "Sprachcafé Treffpunkt Welt", places=[home], email="", website="https://welt.example"
    )
    wanted = Organisation.of("Sprachcafé Treffpunkt", positions=[HALL])
    [public], [internal] = public_duplicates(wanted, site=None), duplicates_for_staff(wanted, site=None)
    assert internal.score == min(public.score + 10, 100) > public.score


def test_what_four_entries_share_tells_none_from_another(directory):
    wanted = Organisation.of("Tafel", emails=["haus@example.org"], phones=["06561 60010"])
    shared = {"email": "Haus@example.org", "phone": "+49656160010"}
    make_entry(directory, "Nähcafé", **shared)
    assert [each.name for each in duplicates_for_staff(wanted, site=None)] == ["Nähcafé"]
    for name in ("Singkreis", "Lesepaten", "Skatrunde"):
        make_entry(directory, name, **shared)
    cache.clear()
    assert duplicates_for_staff(wanted, site=None) == []


def make_draft(directory, name, emails=("",), phones=("",), website="", register=("", ""), **rest):
    court, number = register
    ways = {"email": emails[0], "phone": comparable_phone(phones[0]), "website": website}
    register = {"register_court": court, "register_number": number}
    return make_entry(directory, name, live=False, **ways, **register)


def test_no_draft_is_lost_by_choosing_what_to_compare(directory, monkeypatch):
    monkeypatch.setattr("directory.duplicates.candidates.MOST_DRAFTS", 15)
    facts = [({"name": side} if isinstance(side, str) else side) for _one, side in SAME]
    drafts = [make_draft(directory, **side) for side in facts]
    pairs = [(organisation(one), organisation(other)) for one, other in SAME]
    missed = [
        one.name
        for (one, other), draft in zip(pairs, drafts, strict=True)
        if likeness(one, other, AROUND) >= LIKELY and draft.pk not in all_candidates(one, AROUND, None)
    ]
    assert missed == []


def test_of_many_drafts_only_the_likest_are_read(directory, monkeypatch):
    monkeypatch.setattr("directory.duplicates.candidates.MOST_DRAFTS", 2)
    for name in ("Chor Nord", "Chor Klangbrücke", "Chor Süd", "Skatrunde"):
        make_draft(directory, name)
    wanted = Organisation.of("Klangbrücke, Chor")
    assert len(all_candidates(wanted, AROUND, None)) == 2
    assert [each.name for each in duplicates_for_staff(wanted, site=None)] == ["Chor Klangbrücke"]
