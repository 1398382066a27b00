import pytest

from cms.common.folding import fold
from cms.search.query import searched_words
from cms.search.words import surface_words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Fußball", "fussball"),
        ("FUSSBALL", "fussball"),
        ("Mötsch", "moetsch"),
        ("Moetsch", "moetsch"),
        ("Café", "cafe"),
        ("Bach-Pat:innen", "bach pat innen"),
        ("  e. V. ", "e v"),
        ("\x00", ""),
        ("mo\u0308tsch", "moetsch"),
    ],
)
def test_words_are_the_same_however_they_are_typed(text, folded):
    assert fold(text) == folded


def test_dots_may_be_left_away():
    assert "motsch" in surface_words("Chor in Mötsch")


@pytest.mark.django_db
def test_a_flood_of_words_is_cut():
    assert len(searched_words(" ".join(f"wort{number}" for number in range(10_000)))) == 8
