"""Words of one family, words that exist, and the lists, without a database."""

import pytest

from cms.search import word_lists
from cms.search.compounds import stem
from cms.search.families import relatives_of
from cms.search.german_words import is_german
from cms.search.guesses import KnownWords, corrected
from cms.search.never_guessed import is_never_guessed
from cms.search.query import Query, Term, Word, read_query, searched_words
from cms.search.subjects import languages_of
from cms.search.word_lists import LISTS, everyday_words, general_words_for, other_words_for
from cms.search.words import terms_of

pytestmark = pytest.mark.django_db
LANGUAGES = ["arabic", "english", "german", "russian", "turkish", "ukrainian"]
# Words of another language that mean something else in German.
TRAPS = {"anne", "art", "bad", "fix", "gift", "kind", "lift", "rat", "top"}


@pytest.mark.parametrize(
    ("word", "relative"),
    [
        ("wanderung", "wandern"),
        ("wandern", "wanderer"),
        ("taenzer", "tanzen"),
        ("tanz", "taenzerin"),
        ("maler", "malen"),
        ("lesung", "lesen"),
        ("bastler", "basteln"),
        ("sammeln", "sammler"),
    ],
)
def test_words_of_a_family_find_each_other(word, relative):
    assert relative in relatives_of(word)


@pytest.mark.parametrize("word", ["mutter", "keller", "butter", "meister", "chor", "verein", "feuer"])
def test_what_only_looks_alike_is_no_family(word):
    assert relatives_of(word) == ()


@pytest.mark.parametrize("word", ["karate", "tischtennis", "haekeln", "depressionen", "computerkurs"])
def test_words_that_exist_are_known(word):
    assert is_german(word)


@pytest.mark.parametrize("word", ["fusball", "feuerwher", "gitare", "klavir", "xqzwvk"])
def test_slips_are_no_words(word):
    assert not is_german(word)


def test_blossoms_are_not_about_blood():
    assert stem("bluete") != stem("blut")
    assert not read_query("Blut").fits(set(terms_of("Imkerkreis Lindenblüte")))
    assert read_query("Bluete").fits(set(terms_of("Imkerkreis Lindenblüte")))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Verein sucht Trainer", ["trainer"]),
        ("chor sucht sänger", ["chor", "saenger"]),
        ("FC Niederau sucht noch Schiedsrichter", ["fc", "niederau", "schiedsrichter"]),
        ("wer sucht Mitspieler", ["mitspieler"]),
        ("sucht jemand einen Tennispartner", ["tennispartner"]),
        ("Tafel sucht Hilfe", ["tafel", "hilfe"]),
        ("Gruppe sucht Raum", ["raum"]),
    ],
)
def test_who_seeks_somebody_is_not_addicted(typed, words):
    assert searched_words(typed) == words


@pytest.mark.parametrize(
    "typed",
    [
        "Sucht",
        "sucht hilfe",
        "hilfe bei sucht",
        "Hilfe Sucht Niederau",
        "hilfe sucht niederau",
        "alkohol sucht gruppe",
        "spiel sucht gruppe",
        "angehörige sucht treffen",
        "mein mann hat sucht probleme",
        "familie sucht beratung",
        "raus aus der sucht finden",
        "sucht und gewalt",
        "selbsthilfe sucht",
    ],
)
def test_addiction_is_never_taken_for_seeking(typed):
    assert "sucht" in searched_words(typed)


@pytest.mark.parametrize(
    ("text", "is_about_it"),
    [
        ("Der Chor sucht Sänger.", False),
        ("Hilfe bei Sucht und Abhängigkeit", True),
        ("gruppe gegen sucht und gewalt", True),
    ],
)
def test_an_entry_that_seeks_somebody_is_not_found_by_addiction(text, is_about_it):
    assert read_query("Sucht").fits(set(terms_of(text))) is is_about_it


def test_a_group_of_footballers_is_not_about_table_football():
    assert other_words_for("kicker", {}) == (("fussball",),)
    assert ("jugendtreff",) in other_words_for("tischkicker", {})


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_line_of_a_list_says_what_is_meant(language):
    for typed, meant in word_lists.pairs_of_list(f"everyday/{language}.txt"):
        assert typed, meant
        assert meant, typed
        assert all(word_lists.ways_in(meant)), meant


def test_no_language_has_a_trap():
    assert not TRAPS & everyday_words().keys()
    assert len(everyday_words()) > 8_000


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("футболу", ("fussball",)),
        ("Müzik", ("musik",)),
        ("muzik", ("musik",)),
        ("learn german", ("deutsch",)),
    ],
)
def test_words_of_other_languages_are_understood_in_other_endings(typed, meant):
    (word,) = read_query(typed).words
    assert tuple(Term(stem(each)) for each in meant) in word.ways


@pytest.mark.parametrize("typed", ["kinder", "sternen", "parken", "sonne"])
def test_a_german_word_is_never_an_ending_away_from_another_language(typed):
    assert languages_of(typed) == ("german",)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("formularen", "aemter"), ("trinkt", "alkohol"), ("ponygruppe", "reiten"), ("Skatabend", "skat")],
)
def test_everyday_words_are_understood_in_other_endings_and_compounds(typed, meant):
    (word,) = read_query(typed).words
    assert (Term(stem(meant)),) in word.ways


def test_what_is_closer_hides_what_is_more_general():
    assert ("tiere",) not in other_words_for("hund", {})
    assert ("tiere",) in general_words_for("hund")


def test_only_the_last_german_word_may_go_on():
    first, last = read_query("Garten Fest").words
    assert not any(term.is_beginning for way in first.ways for term in way)
    assert any(term.is_beginning for way in last.ways for term in way)


@pytest.mark.parametrize(
    ("typed", "words"),
    [("Wo kann ich hier Schach spielen?", ["schach", "spielen"]), ("де можна шити", ["шити"])],
)
def test_words_that_say_nothing_are_left_out(typed, words):
    assert searched_words(typed) == words


def test_a_search_has_bounded_ways():
    words = read_query("musik " * 3 + "kinder sport garten hilfe lesen chor tanz spielen basteln").words
    assert len(words) <= 8
    assert all(len(word.ways) <= 16 for word in words)


def test_the_words_themselves_are_a_query_of_their_own():
    query = Query((Word("chor", ((Term("chor"),), (Term("chor", True),)), exact=1),))
    assert query.fits({"chorprobe"})
    assert not query.exactly.fits({"chorprobe"})


class Known(KnownWords):
    def alike(self, lengths, parts):
        return {"fussball", "karten", "tisch", "klettern", "klangbruecke"}


class Tried:
    """Counts how often a number of results is asked for."""

    def __init__(self, found):
        self.found, self.number = found, 0

    def __call__(self, words):
        self.number += 1
        return int(words in self.found)


@pytest.mark.parametrize(
    ("typed", "guess", "lost"),
    [
        ("Fusball", "fussball", ()),
        ("Karate", "", ("karate",)),
        ("Tischtennis", "", ("tischtennis",)),
        ("Tischtennis Fussball", "fussball", ("tischtennis",)),
        ("Depresion", "", ("depresion",)),
        ("Krebs Fussball", "", ("krebs",)),
        ("Computerkurs", "computer", ()),
        # Of several words, the one that says most.
        ("Fussball lernen Kinder", "fussball", ()),
        ("Quantenphysik lernen", "", ("quantenphysik",)),
        ("xqzwvk", "", ("xqzwvk",)),
    ],
)
def test_only_what_does_not_exist_is_exchanged(typed, guess, lost):
    found = corrected(typed, Tried({"fussball", "tisch", "karten", "computer", "lernen", "kinder"}), Known())
    assert (found.text, found.lost) == (guess, lost)


def test_made_up_words_cost_bounded_tries():
    tried = Tried(set())
    corrected("klangbruecka klettarn fussbaal tischa kartan klangbruce klettrn fussbll", tried, Known())
    assert tried.number <= 60


def test_illnesses_are_never_guessed():
    assert all(map(is_never_guessed, ["krebs", "depression", "suizid", "blutspende", "notruf"]))
    assert not any(map(is_never_guessed, ["bluete", "angeln", "karate", "kranich"]))


def test_every_list_is_described():
    files = {path.name for path in LISTS.iterdir() if path.is_file() and path.name != "README.md"}
    told = (LISTS / "README.md").read_text()
    assert {name for name in files if f"`{name}`" not in told} == set()
