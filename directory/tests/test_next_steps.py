"""What staff read about an entry's future: a row per mode and day."""

from datetime import date, timedelta

import pytest

from directory.domain.lifecycle import Facts
from directory.staff.next_steps import next_step_in_words

TODAY = date(2027, 3, 1)
PUBLISHED = date(2020, 1, 1)


def ago(days):
    return None if days is None else TODAY - timedelta(days=days)


# mode, has an address, days since the confirmation, reminders, days since the last one, expected text
ROWS = [
    ("club", True, 300, 0, None, "Am 5. April 2027 wird per E-Mail nachgefragt (Frage 1 von 3)."),
    ("club", True, 340, 1, 5, "Am 11. März 2027 wird per E-Mail nachgefragt (Frage 2 von 3)."),
    ("club", True, 400, 0, None, "Am 1. März 2027 wird per E-Mail nachgefragt (Frage 1 von 3)."),
    ("club", True, 370, 3, 5, "wird er am 26. April 2027 verborgen."),
    ("club", True, 470, 3, 5, "wird er am 26. April 2027 verborgen."),
    ("club", False, 370, 3, 5, "wird er am 26. April 2027 verborgen."),
    ("agency", False, 300, 0, None, "Ab dem 5. April 2027 steht er unter „Zu erledigen“."),
    ("agency", False, 350, 1, 15, "wird er am 16. Mai 2027 verborgen."),
    ("letter", False, 300, 0, None, "Ab dem 5. April 2027 ist ein Brief zu schreiben."),
    ("letter", False, 600, 0, None, "Ein Brief ist zu schreiben. Vorher wird der Eintrag nicht verborgen."),
    ("letter", False, 340, 3, 0, "wird er am 26. Mai 2027 verborgen."),
    ("letter", False, 600, 3, 0, "wird er am 1. Mai 2027 verborgen."),
]


@pytest.mark.parametrize(("mode", "has_address", "assured", "reminders", "asked", "words"), ROWS)
def test_next_step_of_a_public_entry(mode, has_address, assured, reminders, asked, words):
    facts = Facts(True, PUBLISHED, ago(assured), reminders=reminders, asked_on=ago(asked))
    assert next_step_in_words(facts, mode, has_address, TODAY).endswith(words)


def test_next_step_of_an_entry_that_is_not_public():
    hidden = Facts(False, PUBLISHED, ago(430), hidden_on=ago(4))
    assert "werden am 26. Februar 2028 seine Ansprechpersonen" in next_step_in_words(
        hidden, "club", True, TODAY
    )
    assert next_step_in_words(Facts(is_live=False), "club", True, TODAY) == ""
