from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.models import Maintainership
from tests.support.making import make_page, make_user
from tests.support.recorded import recorded

from .factories import make_entry

pytestmark = pytest.mark.django_db
WAITING = "Einträge, die seit einem Jahr niemand bestätigt hat"


@pytest.fixture
@recorded
def directory(home):
    return make_page(home, "Verzeichnis", model="directory.DirectoryPage")


def assure(entry, days_ago):
    assured_on = timezone.localdate() - timedelta(days=days_ago)
    Maintainership.objects.update_or_create(page=entry, defaults={"assured_on": assured_on})


def test_agency_is_told_of_overdue_entries_and_led_to_them(client, directory):
    overdue, fresh = make_entry(directory, "Lange nichts gehört"), make_entry(directory, "Gerade bestätigt")
    assure(overdue, 366)
    assure(fresh, 365)
    client.force_login(make_user("agentur", group="Ehrenamtsagentur"))
    assert WAITING in client.get(reverse("wagtailadmin_home")).content.decode()
    listing = client.get("/admin/snippets/directory/maintainership/?overdue=true").content.decode()
    assert "Lange nichts gehört" in listing
    assert "Gerade bestätigt" not in listing


def test_editor_without_the_directory_is_not_told(client, directory):
    assure(make_entry(directory, "Lange nichts gehört"), 366)
    client.force_login(make_user("redaktion", group="Redaktion"))
    assert WAITING not in client.get(reverse("wagtailadmin_home")).content.decode()
