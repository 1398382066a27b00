from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from cms.towns.models import TownSettings

pytestmark = pytest.mark.django_db
ADDRESS = "/.well-known/security.txt"


def fields_of(response) -> dict:
    return dict(line.split(": ", 1) for line in response.text.splitlines())


def test_names_the_towns_address_and_a_day_ahead(client, home):
    TownSettings.objects.update_or_create(site=home.get_site(), defaults={"email": "ehrenamt@stadt.example"})
    response = client.get(ADDRESS)
    fields = fields_of(response)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:ehrenamt@stadt.example"
    assert fields["Canonical"] == f"http://testserver{ADDRESS}"
    ahead = datetime.fromisoformat(fields["Expires"]) - timezone.now()
    assert timedelta(days=150) < ahead < timedelta(days=365)


@pytest.mark.parametrize(
    ("given", "told"),
    [("it@stadt.example", "mailto:it@stadt.example"), ("https://stadt.example/m", "https://stadt.example/m")],
)
def test_environment_comes_first(client, home, settings, given, told):
    settings.SECURITY_CONTACT = given
    assert fields_of(client.get(ADDRESS))["Contact"] == told


def test_without_an_address_there_is_none(client, home):
    TownSettings.objects.update(email="")
    assert client.get(ADDRESS).status_code == 404
