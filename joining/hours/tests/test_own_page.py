"""A helper's own page, and the check of codes: limits, and what others can learn."""

import csv
import json
import re
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from cms.mail.models import AccessLink, Mail
from cms.towns.models import TownSettings
from joining.hours.helper import check_views
from joining.hours.models import HelperHours

from .making import ACTIVITY, HELPER, NAME, last_year, link_in, make_hours, text_of

pytestmark = pytest.mark.django_db
ASK, OPENED, CHECK = "/meine-stunden/", "/meine-stunden/auszug/", "/nachweis/"


def opened(client, email=HELPER):
    client.post(ASK, {"email": email})
    return client.post(link_in("hours-access"))


def act(client, page, action, **data):
    return client.post(OPENED, {"key": page.context["key"], "action": action} | data)


def work_for(email):
    with CaptureQueriesContext(connection) as queries:
        answer = Client().post(ASK, {"email": email})
    statements = [re.sub(r"'[^']*'|\d+", "?", each["sql"]) for each in queries]
    return answer.status_code, answer.url, statements


def test_known_and_unknown_addresses_cost_the_same_and_get_the_same(entry):
    make_hours(entry, "confirmed")
    work_for("warm@example.org")
    known, unknown = work_for(HELPER), work_for("niemand@example.org")
    assert known == unknown and known[0] == 303
    texts = [
        re.sub(r"/meine-stunden/\S+", "", each.text) for each in Mail.objects.filter(kind="hours-access")
    ]
    assert len(set(texts)) == 1


def test_an_address_gets_three_links_an_hour(client, entry):
    for _number in range(5):
        client.post(ASK, {"email": HELPER})
    assert Mail.objects.filter(kind="hours-access").count() == 3


def test_one_connection_asks_ten_times(client, entry):
    answers = [client.post(ASK, {"email": f"a{number}@example.org"}).status_code for number in range(11)]
    assert answers == [303] * 10 + [429]


def test_link_works_once_and_for_its_own_purpose(client, entry):
    make_hours(entry)
    opened(client)
    assert client.get(link_in("hours-access")).status_code == 410
    token = link_in("hours-consent").split("/")[-2]
    assert client.get(f"{ASK}{token}/").status_code == 404


def test_page_shows_sums_by_year_and_club_and_nothing_of_others(client, entry):
    make_hours(entry, "confirmed", hours=Decimal(10))
    make_hours(entry, "confirmed", hours=Decimal("2.5"), activity="Kasse")
    make_hours(entry, "waiting", activity="wartet noch")
    make_hours(entry, "withdrawn", activity="Irrtum")
    make_hours(entry, "confirmed", email="andere@example.org", activity="fremde Tat", name="Andere Frau")
    page = opened(client)
    for text in ("12,5 Stunden sind bestätigt", "Kasse", "wartet noch", "Irrtum"):
        assert text in page.text
    assert "fremde Tat" not in page.text and "Andere Frau" not in page.text


THIS, LAST = date(2026, 6, 1), date(2025, 6, 1)


@pytest.mark.parametrize(
    ("day", "hours", "text"),
    [
        (THIS, "210", "Noch 40 Stunden bis zur Ehrenamtskarte"),
        (THIS, "249", "Noch 1 Stunde bis zur Ehrenamtskarte"),
        (THIS, "249.5", "Noch 0,5 Stunden bis zur Ehrenamtskarte"),
        (THIS, "250", "Die 250 Stunden im Jahr, die für die Ehrenamtskarte nötig sind, sind erreicht"),
        (LAST, "300", "Die 250 Stunden im Jahr, die für die Ehrenamtskarte nötig sind, sind erreicht"),
    ],
)
def test_profile_of_the_land_tells_what_is_missing(client, entry, monkeypatch, day, hours, text):
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2026, 12, 1))
    make_hours(entry, "confirmed", hours=Decimal(hours), first_day=day.replace(month=1), last_day=day)
    page = opened(client)
    assert text in page.text and "https://wir-tun-was.rlp.de/" in page.text


def test_a_past_year_without_enough_hours_promises_nothing(client, entry, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2026, 12, 1))
    make_hours(entry, "confirmed", first_day=LAST, last_day=LAST)
    assert "Ehrenamtskarte" not in opened(client).text


def test_land_without_a_profile_says_nothing(client, entry, monkeypatch):
    TownSettings.objects.update_or_create(site=Site.objects.get(), defaults={"land": "HE"})
    cache.clear()
    today = date(2026, 12, 1)
    monkeypatch.setattr(timezone, "localdate", lambda *args: today)
    make_hours(entry, "confirmed", first_day=THIS, last_day=THIS)
    assert "Ehrenamtskarte" not in opened(client).text


def test_she_takes_everything_along(client, entry):
    hours = make_hours(entry, "confirmed")
    page = opened(client)
    assert ACTIVITY in text_of(act(client, page, "pdf", hours=hours.key).content)
    sheet = act(client, page, "sheet", year=hours.year)
    assert f"Jahres {hours.year}" in text_of(sheet.content)
    [stored] = json.loads(act(client, page, "json").content)["hours"]
    assert (stored["activity"], stored["hours"], stored["name"]) == (ACTIVITY, "12.50", NAME)
    table = act(client, page, "csv")
    rows = list(csv.reader(StringIO(table.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][1] == ACTIVITY and rows[1][4] == "12,50"


def test_deleting_one_makes_its_proof_void_and_leaves_the_others(client, entry):
    one, other = make_hours(entry, "confirmed"), make_hours(entry, "confirmed", activity="Kasse")
    answer = act(client, opened(client), "delete", hours=one.key)
    assert "Gelöscht" in answer.text and "Kasse" in answer.text and ACTIVITY not in answer.text
    assert "Nicht gültig" in client.post(CHECK, {"code": one.code}).text
    assert "Gültig" in client.post(CHECK, {"code": other.code}).text


def test_deleting_all_asks_first(client, entry):
    make_hours(entry, "confirmed")
    other = make_hours(entry, email="andere@example.org")
    page = opened(client)
    assert act(client, page, "delete-all").status_code == 422
    assert HelperHours.objects.count() == 2
    act(client, page, "delete-all", sure="on")
    assert HelperHours.objects.get() == other


def test_hours_of_others_cannot_be_touched(client, entry):
    hours = make_hours(entry, "confirmed", email="andere@example.org")
    page = opened(client)
    for action in ("pdf", "delete"):
        assert act(client, page, action, hours=hours.key)["Content-Type"].startswith("text/html")
    assert HelperHours.objects.exists()


def test_page_opens_with_its_key_only(client, entry):
    page = opened(client)
    AccessLink.objects.all().delete()
    assert act(client, page, "json").status_code == 404
    assert client.post(OPENED, {"key": "falsch"}).status_code == 404


@pytest.mark.parametrize("state", ["waiting", "withdrawn"])
def test_what_is_not_confirmed_is_not_valid(client, entry, state):
    hours = make_hours(entry, state)
    answer = client.post(CHECK, {"code": hours.code})
    assert "Nicht gültig" in answer.text and NAME not in answer.text


def test_a_proof_past_its_end_date_is_not_valid_before_the_job_comes(client, entry):
    hours = make_hours(entry, "confirmed")
    HelperHours.objects.update(ends_on=last_year())
    assert "Nicht gültig" in client.post(CHECK, {"code": hours.code}).text


@pytest.mark.parametrize(
    "code", ["x", "A" * 20, "0" * 20, "a" * 60, "\x00'\"<b>", "ACDE-FHJK-MNPQ-RTVW-XY34"]
)
def test_wrong_codes_get_all_the_same_answer(client, entry, code):
    make_hours(entry, "confirmed")
    answer = client.post(CHECK, {"code": code})
    assert answer.status_code == 200 and "Nicht gültig" in answer.text


def test_check_is_not_cached_not_indexed_and_asks_by_post_only(client, entry):
    hours = make_hours(entry, "confirmed")
    for answer in (client.get(CHECK), client.post(CHECK, {"code": hours.code})):
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex" and 'name="robots" content="noindex"' in answer.text
    assert NAME not in client.get(CHECK, {"code": hours.code}).text


def test_tries_are_bounded_for_an_address_and_for_all_together(client, entry, monkeypatch):
    code = make_hours(entry, "confirmed").code
    answers = [client.post(CHECK, {"code": code}) for _number in range(check_views.MOST_TRIES + 1)]
    assert [each.status_code for each in answers] == [200] * check_views.MOST_TRIES + [429]
    assert NAME not in answers[-1].text
    monkeypatch.setattr(check_views, "MOST_OF_ALL", check_views.MOST_TRIES)
    assert Client(REMOTE_ADDR="203.0.113.9").post(CHECK, {"code": code}).status_code == 429


def test_no_page_of_a_helper_is_cached_or_indexed(client, entry):
    make_hours(entry)
    for address in (ASK, link_in("hours-consent")):
        answer = client.get(address)
        assert "no-store" in answer["Cache-Control"] and answer["X-Robots-Tag"] == "noindex"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert not answer.cookies


def test_old_confirmations_need_a_fresh_link(client, entry):
    """A mail that lies around for a month opens what it asked for, not a helper's whole life."""
    old = make_hours(entry, "confirmed", activity="lange her")
    HelperHours.objects.filter(pk=old.pk).update(consented_at=old.consented_at - timedelta(days=1))
    make_hours(entry, activity="neu")
    page = client.get(link_in("hours-consent")).text
    assert "neu" in page and "lange her" not in page
