"""What is stored about a person is shown, exported and erased with everything else; the office sees sums."""

import json
import zipfile
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from cms.mail.models import AccessLink
from directory.models import Maintainership
from forms_app.services.personal_data import erase_person, export_person
from forms_app.tests.mailing import mails, path_in
from forms_app.tests.test_erasing import HER, traces
from forms_app.tests.test_erasing import NAME as HER_NAME
from joining.hours.models import HelperHours
from joining.hours.workflow.access import request_access
from joining.hours.workflow.retention import forget_helper
from tests.support.making import make_user

from .making import ACTIVITY, HELPER, MAINTAINER, NAME, make_hours

pytestmark = pytest.mark.django_db


def test_her_own_page_erases_her_hours_links_and_mails_everywhere(entry, django_capture_on_commit_callbacks):
    make_hours(entry, email=HER, name=HER_NAME)
    make_hours(entry, "confirmed", email=HER, name=HER_NAME, activity="Kasse")
    make_hours(entry, "confirmed", email="andere@example.org", name="Andere Frau")
    request_access(HER, "de", site=HelperHours.objects.first().site)
    assert {"hours_helperhours", "mail_accesslink", "mail_mail"} <= set(traces())
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(HER)
    assert traces() == {}
    assert HelperHours.objects.get().name == "Andere Frau"


def test_whoever_entered_hours_is_forgotten_and_the_hours_stay(entry):
    hours = make_hours(entry, "confirmed")
    assert {"club": "Chor am Markt", "entered_for": "helper"}.items() <= export_person(MAINTAINER)[
        "helper_hours"
    ][0].items()
    Maintainership.objects.all().delete()
    erase_person(MAINTAINER.upper())
    hours.refresh_from_db()
    assert hours.entered_by == "" and hours.is_valid
    assert export_person(MAINTAINER)["helper_hours"] == []


def test_page_with_all_personal_data_shows_and_packs_the_hours(client, entry):
    make_hours(entry, "confirmed")
    client.post("/meine-daten/", {"email": HELPER})
    page = client.post(path_in(mails("access-link")[-1]))
    assert ACTIVITY in page.text and "nichts über Sie gespeichert" not in page.text
    packed = client.post("/meine-daten/auszug/", {"key": page.context["key"], "action": "archive"})
    package = zipfile.ZipFile(BytesIO(b"".join(packed.streaming_content)))
    [stored] = json.loads(package.read("data.json"))["helper_hours"]
    assert (stored["activity"], stored["name"]) == (ACTIVITY, NAME)


def test_links_of_a_town_go_with_her(entry):
    site = make_hours(entry).site
    forget_helper(HELPER.upper(), site)
    assert not AccessLink.objects.exists() and not HelperHours.objects.exists()


def staff(role):
    client = Client()
    client.force_login(make_user(role.lower(), group=role))
    return client


@pytest.mark.parametrize("role", ["Ehrenamtsagentur", "Leitung"])
def test_office_sees_sums_and_no_names(entry, role):
    make_hours(entry, "confirmed", hours=Decimal(10))
    make_hours(entry, "confirmed", email="andere@example.org", name="Zweite Quitte", hours=Decimal("2.5"))
    make_hours(entry, "waiting", activity="wartet")
    page = staff(role).get(reverse("hours_report"))
    assert "Chor am Markt" in page.text and "12,5" in page.text
    for word in (NAME, HELPER, "Quitte", ACTIVITY, HelperHours.objects.first().code):
        assert word not in page.text


def test_editors_of_pages_see_nothing(entry):
    answer = staff("Redaktion").get(reverse("hours_report"))
    assert (answer.status_code, answer.url) == (302, "/admin/")


def test_record_of_processing_names_the_activity(entry):
    page = staff("Leitung").get(reverse("processing_record")).text
    assert "Nachweise über ehrenamtliches Engagement" in page and "30 Tagen" in page


def test_pages_that_ask_tell_what_happens_to_the_data(client, entry):
    make_hours(entry)
    page = client.get(path_in(mails("hours-consent")[-1])).text
    for term in ("Zweck", "Rechtsgrundlage", "Wie lange", "Ihre Rechte"):
        assert term in page
