"""The shortlist's page, built only from public records by the keys in its address."""

import gzip
from datetime import time
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from wagtail.models import PageViewRestriction

from directory.models import MeetingPlace, Offer

from .factories import make_entry

pytestmark = pytest.mark.django_db
LIST = "/merkliste/"


def entry(directory, title="Chor am Markt", **fields):
    places = [
        MeetingPlace(name="Saal", street="Markt", house_number="1", city="Bitburg", show_exact_address=True),
        MeetingPlace(name="Bei Kim", street="Geheimweg", house_number="7", city="Bitburg"),
    ]
    offers = [Offer(name="Probe", frequency="weekly", weekdays="TU", starts_at=time(19))]
    return make_entry(directory, title, places=places, offers=offers, phone="+49656112345", **fields)


def html(client, *keys) -> str:
    answer = client.get(LIST, {"eintrag": [str(key) for key in keys]})
    assert answer.status_code == 200
    assert answer["X-Robots-Tag"] == "noindex"
    return answer.content.decode()


def test_list_shows_times_places_and_contacts_in_the_order_of_the_address(client, directory):
    first, second = entry(directory, "Zebrachor"), entry(directory, "Amselchor")
    text = html(client, first.public_id, second.public_id, first.public_id)
    assert text.index("Zebrachor</a>") < text.index("Amselchor</a>")
    assert text.count("Zebrachor</a>") == 1
    for words in ("Saal, Markt 1", "Probe: jeden Dienstag, ", "19 Uhr<", "06561 12345", "info@example.org"):
        assert words in text
    assert "Geheimweg" not in text and "Bei Kim" not in text


def test_what_nobody_may_see_is_not_there(client, directory):
    draft, hidden, protected, shown = (entry(directory, name) for name in ("Entwurf", "Weg", "Schutz", "Da"))
    draft.unpublish()
    hidden.delete()
    PageViewRestriction.objects.create(page=protected, restriction_type="login")
    text = html(client, *(each.public_id for each in (draft, hidden, protected, shown)))
    assert [name in text for name in ("Entwurf", ">Weg<", ">Schutz<", ">Da<")] == [False, False, False, True]
    assert "3 Einträge dieser Liste stehen nicht mehr im Verzeichnis." in text


@pytest.mark.parametrize("keys", [[], ["x"], ["\x00\u202e"], ["1" * 100_000], ["'; DROP"] * 300])
def test_nonsense_is_an_empty_list(client, directory, keys):
    assert "Auf Ihrer Liste steht noch nichts." in html(client, *keys)


def test_fifty_are_the_most(client, directory):
    keys = [uuid4() for _each in range(60)]
    last = entry(directory)
    assert "Chor am Markt</a>" in html(client, *keys[:49], last.public_id)
    assert "Chor am Markt</a>" not in html(client, *keys[:50], last.public_id)


def test_no_cookie_and_only_reading(client, directory):
    answer = client.get(LIST, {"eintrag": str(entry(directory).public_id)})
    assert not answer.cookies
    assert client.post(LIST).status_code == 405


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow(client, directory, django_assert_max_num_queries, count):
    keys = [str(entry(directory, f"Chor {number}").public_id) for number in range(count)]
    client.get(LIST, {"eintrag": keys})
    with django_assert_max_num_queries(8):
        client.get(LIST, {"eintrag": keys})


def test_script_is_small():
    script = Path(settings.BASE_DIR, "static/js/shortlist.js").read_bytes()
    assert len(gzip.compress(script)) <= 1536
