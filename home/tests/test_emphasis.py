import pytest
from django.core.exceptions import ValidationError

from home.emphasis import parts_of, validate_marks, without_marks


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("lebt vom *Mitmachen*", [("lebt vom ", False), ("Mitmachen", True)]),
        ("*Wir* sind viele", [("Wir", True), (" sind viele", False)]),
        ("ohne alles", [("ohne alles", False)]),
        ("ein * allein", [("ein  allein", False)]),
        ("", []),
    ],
)
def test_words_between_asterisks_are_emphasised(text, parts):
    assert [(part.text, part.is_emphasised) for part in parts_of(text)] == parts


def test_marks_are_taken_out_of_plain_text():
    assert without_marks("lebt vom *Mitmachen*") == "lebt vom Mitmachen"


@pytest.mark.parametrize("text", ["ein * allein", "*eins* und *zwei*"])
def test_unpaired_marks_are_refused(text):
    with pytest.raises(ValidationError):
        validate_marks(text)


def test_one_pair_is_accepted():
    validate_marks("lebt vom *Mitmachen*")
