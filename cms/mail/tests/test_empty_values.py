"""A value that the town has not entered leaves no hole in a sentence."""

import pytest

from cms.mail.rendering import fill


@pytest.mark.parametrize(
    ("text", "phone", "filled"),
    [
        ("Rufen Sie uns an: {{ phone }}.", "06561 1", "Rufen Sie uns an: 06561 1."),
        ("Rufen Sie uns an: {{ phone }}.", "", "Rufen Sie uns an."),
        ("Rufen Sie uns an: {{phone}}, gern.", "", "Rufen Sie uns an, gern."),
        ("Rufen Sie uns an: {{ phone }}\nBis bald", "", "Rufen Sie uns an\nBis bald"),
        ("Nachricht:\n\n{{ phone }}", "", "Nachricht:\n\n"),
    ],
)
def test_colon_goes_with_an_empty_value(text, phone, filled):
    assert fill(text, {"phone": phone}) == filled
