from datetime import date

import pytest
from django.utils import translation

from strategy.models.measures import describe_period


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2024, 3, 1), date(2026, 12, 31), "March 2024 to December 2026"),
        (date(2024, 3, 1), date(2024, 3, 31), "March 2024"),
        (date(2024, 3, 1), None, "since March 2024"),
        (date(2999, 3, 1), None, "from March 2999"),
        (None, date(2026, 12, 31), "until December 2026"),
        (None, None, ""),
    ],
)
def test_a_period_is_told_to_the_month(start, end, words):
    with translation.override("en"):
        assert describe_period(start, end) == words
