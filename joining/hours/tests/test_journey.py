"""Hours are entered, the helper agrees, gets a proof, and somebody checks its code."""

import re

import pytest
from django.urls import reverse

from cms.mail.models import Mail
from directory.models import Maintainership
from directory.tests.factories import make_entry
from directory.workflow.links import open_session
from joining.hours.models import HelperHours

from .making import ACTIVITY, HELPER, NAME, last_year, link_in, make_hours, text_of, typed

pytestmark = pytest.mark.django_db
CHECK = "/nachweis/"


def test_from_the_club_to_a_checked_code(client, session):
    listed = client.post(reverse("add_club_hours", args=[session]), typed())
    assert listed.status_code == 303
    assert NAME in client.get(listed.url).text

    link = link_in("hours-consent")
    page = client.get(link).text
    assert ACTIVITY in page and "Chor am Markt" in page and "12,5" in page
    waiting = HelperHours.objects.get()
    data = {"hours": waiting.key, "version": waiting.version}
    agreed = client.post(link, data | {"action": "agree"})
    assert agreed.status_code == 303 and "Bestätigt" in client.get(agreed.url).text

    pdf = client.post(link, data | {"action": "pdf"})
    assert pdf["Content-Type"] == "application/pdf" and "no-store" in pdf["Cache-Control"]
    printed = text_of(pdf.content)
    for fact in (NAME, ACTIVITY, "Chor am Markt", "12,5", "/nachweis mit dem Code"):
        assert fact in printed
    code = re.search(r"(?:[3-9A-Y]{4}-){4}[3-9A-Y]{4}", printed)[0]

    checked = client.post(CHECK, {"code": f" {code.lower().replace('-', ' ')}"})
    assert "Gültig" in checked.text and NAME in checked.text and ACTIVITY in checked.text
    assert HELPER not in checked.text


def test_what_mail_scanners_do_changes_nothing(client, entry):
    make_hours(entry)
    link = link_in("hours-consent")
    assert client.get(link).status_code == client.head(link).status_code == 200
    assert HelperHours.objects.get().is_waiting


def test_refused_hours_are_gone(client, entry):
    hours = make_hours(entry)
    link = link_in("hours-consent")
    answer = client.post(link, {"hours": hours.key, "version": 1, "action": "refuse"})
    assert "Gelöscht" in client.get(answer.url).text
    assert not HelperHours.objects.exists()
    assert NAME not in client.get(link).text


def test_nobody_agrees_to_something_else_than_was_shown(client, entry, session):
    hours = make_hours(entry)
    link = link_in("hours-consent")
    changed = client.post(reverse("change_club_hours", args=[session, hours.key]), typed(hours="20"))
    assert changed.status_code == 303
    answer = client.post(link, {"hours": hours.key, "version": hours.version, "action": "agree"})
    assert "noch einmal" in client.get(answer.url).text
    assert HelperHours.objects.get().is_waiting


def test_a_second_offer_while_the_first_waits_sends_no_second_mail_but_stands_behind_its_link(client, entry):
    make_hours(entry)
    make_hours(entry, activity="Kuchen gebacken")
    assert Mail.objects.filter(kind="hours-consent").count() == 1
    page = client.get(link_in("hours-consent")).text
    assert ACTIVITY in page and "Kuchen gebacken" in page


def test_the_same_offered_twice_is_one(entry):
    assert make_hours(entry).pk == make_hours(entry).pk
    assert HelperHours.objects.count() == 1


def test_first_mail_holds_nothing_that_the_club_typed(client, session):
    client.post(
        reverse("add_club_hours", args=[session]),
        typed(name="Kauft bei Beispiel", activity="Gewinnen Sie jetzt"),
    )
    mail = Mail.objects.get(kind="hours-consent")
    for part in (mail.subject, mail.text, mail.html, str(mail.headers)):
        assert "Beispiel" not in part and "Gewinnen" not in part and "12,5" not in part


@pytest.mark.parametrize(("language", "word"), [("en", "volunteer"), ("de-simple", "Das machen wir am")])
def test_mail_speaks_the_language_of_the_helper(client, session, language, word):
    client.post(reverse("add_club_hours", args=[session]), typed(language=language))
    assert word in Mail.objects.get(kind="hours-consent").text
    assert client.get(link_in("hours-consent")).status_code == 200


def test_link_of_another_purpose_or_nobody_opens_nothing(client, entry, session):
    make_hours(entry)
    assert client.get(reverse("answer_hours", args=[session])).status_code == 404
    assert client.get("/stunden/abc/").status_code == 404


def test_proof_of_withdrawn_hours_is_not_valid(client, entry, session):
    hours = make_hours(entry, "confirmed")
    assert "Gültig" in client.post(CHECK, {"code": hours.code}).text
    page = reverse("withdraw_club_hours", args=[session, hours.key])
    assert "gilt danach nicht mehr" in client.get(page).text
    client.post(page)
    answer = client.post(CHECK, {"code": hours.code})
    assert "Nicht gültig" in answer.text and NAME not in answer.text


def test_other_club_reaches_nothing(client, entry, directory):
    other = make_entry(directory, "Andere", phone="+49656199999")
    Maintainership.objects.create(page=other, maintainer_email="naehen@example.org")
    key = open_session(other.pk, "naehen@example.org")
    hours = make_hours(entry)
    for name in ("change_club_hours", "withdraw_club_hours"):
        address = reverse(name, args=[key, hours.key])
        assert client.get(address).status_code == client.post(address, typed()).status_code == 404
    assert NAME not in client.get(reverse("club_hours", args=[key])).text
    assert HelperHours.objects.get().version == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"hours": "0"}, "hours"),
        ({"hours": "100"}, "hours"),
        ({"hours": "viel"}, "hours"),
        ({"last_day": last_year(day=1).isoformat()}, "last_day"),
        ({"first_day": "2020-12-31", "last_day": "2021-01-01"}, "last_day"),
        ({"first_day": "2999-01-01", "last_day": ""}, "last_day"),
        ({"first_day": "2001-01-01", "last_day": ""}, "last_day"),
        ({"name": ""}, "name"),
        ({"email": "kein"}, "email"),
        ({"knows": ""}, "knows"),
        ({"activity": "x" * 161}, "activity"),
    ],
)
def test_impossible_facts_are_refused_beside_their_field(client, session, changes, field):
    answer = client.post(reverse("add_club_hours", args=[session]), typed(**changes))
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {field}
    assert not HelperHours.objects.exists() and not Mail.objects.exists()


def test_one_day_needs_no_last_day(client, session):
    client.post(reverse("add_club_hours", args=[session]), typed(last_day=""))
    assert HelperHours.objects.get().last_day == last_year()
