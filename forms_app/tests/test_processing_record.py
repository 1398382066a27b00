import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from forms_app.tests.making import make_form_page, make_registration_page, send
from tests.support.making import make_user
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
@recorded
def page(home):
    return make_form_page(home, purpose="Wir antworten.", recipients="Die Agentur", retention_days=77)


def client_of(role=None):
    client = Client()
    client.force_login(make_user("wer", group=role))
    return client


ADDRESSES = ["processing_record", "processing_record_csv"]


@pytest.mark.parametrize("name", ADDRESSES)
def test_anonymous_is_sent_to_the_login(page, name):
    url = reverse(name)
    response = Client().get(url)
    assert (response.status_code, response.url) == (302, f"/admin/login/?next={url}")


@pytest.mark.parametrize("role", ["Redaktion", "Ehrenamtsagentur"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_others_are_sent_to_the_start_page(page, role, name):
    client = client_of(role)
    response = client.get(reverse(name))
    assert (response.status_code, response.url) == (302, "/admin/")
    assert reverse("processing_record") not in client.get("/admin/").content.decode()


def test_management_reads_what_each_form_says(page, home):
    make_registration_page(home, purpose="Verzeichnis führen.")
    client = client_of("Leitung")
    html = client.get(reverse("processing_record")).content.decode()
    legal_basis = page.get_legal_basis_display()
    for text in ("Wir antworten.", "Die Agentur", "77", "Nachricht", "Verzeichnis führen.", legal_basis):
        assert text in html


def test_table_is_the_same_and_runs_nothing(home):
    make_form_page(home, purpose="=HYPERLINK(1)")
    response = client_of("Leitung").get(reverse("processing_record_csv"))
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert len([row for row in rows if "'=HYPERLINK(1)" in row]) == 1
    assert response["Content-Disposition"] == 'attachment; filename="verarbeitungsverzeichnis.csv"'


def test_form_that_was_taken_down_is_listed_as_long_as_it_has_submissions(page):
    client = client_of("Leitung")
    page.unpublish()
    assert "Wir antworten." not in client.get(reverse("processing_record")).content.decode()
    page.save_revision().publish()
    send(page)
    page.unpublish()
    assert "Wir antworten." in client.get(reverse("processing_record")).content.decode()


def test_script_stays_text(home):
    make_form_page(home, purpose="<script>alert(1)</script>")
    html = client_of("Leitung").get(reverse("processing_record")).content.decode()
    assert "<script>alert(1)" not in html
