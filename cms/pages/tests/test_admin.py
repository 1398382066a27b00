import html
import json
import re
from datetime import datetime, timedelta

import pytest
from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from cms.towns.models import TownSettings
from tests.support.making import make_page, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, home):
    user = make_user(group="Redaktion")
    client.force_login(user)
    return client


def test_start_page_says_when_nothing_waits(editor):
    assert "Nichts wartet." in editor.get(reverse("wagtailadmin_home")).content.decode()


def test_start_page_counts_pages_past_their_year(editor, home):
    today = timezone.localdate()
    make_page(home, "Alt", as_of=today - timedelta(days=366))
    make_page(home, "Frisch", as_of=today - timedelta(days=364))
    html = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert "Seiten, deren Stand älter als ein Jahr ist" in html
    report = editor.get(reverse("stale_pages")).content.decode()
    assert "Alt" in report
    assert "Frisch" not in report


def test_an_editor_without_pages_is_not_told_of_them(client, home):
    make_page(home, "Alt", as_of=timezone.localdate() - timedelta(days=400))
    client.force_login(make_user("agentur", group="Ehrenamtsagentur"))
    assert "älter als ein Jahr" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_admin_carries_name_and_colour_of_the_town(editor, home):
    settings = TownSettings.for_site(home.get_site())
    settings.name, settings.accent_colour = "Beispielstadt", "#7a1f2b"
    settings.save()
    html = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert "Beispielstadt" in html
    assert "/design/7a1f2b-admin.css" in html


def test_login_page_greets_in_german(client, home):
    assert "Anmelden" in client.get(reverse("wagtailadmin_login")).content.decode()


@pytest.mark.parametrize("language", [code for code, _ in settings.WAGTAILADMIN_PERMITTED_LANGUAGES])
def test_the_admin_reads_the_days_and_times_it_shows(language):
    moment = datetime(2026, 12, 24, 16, 5)
    with translation.override(language):
        day = forms.DateField().clean(moment.strftime(settings.WAGTAIL_DATE_FORMAT))
        time = forms.DateTimeField().clean(moment.strftime(settings.WAGTAIL_DATETIME_FORMAT))
    assert day == moment.date()
    assert time.replace(tzinfo=None) == moment


def test_addresses_write_umlauts_with_two_letters(editor, home):
    add = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])
    letters = re.search(r'data-w-slug-formatters-value="([^"]*)"', editor.get(add).content.decode())
    rules = {pattern: into for (pattern, *_), into in json.loads(html.unescape(letters[1]))}
    assert rules["[äÄ]"] == "ae"
