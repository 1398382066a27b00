import pytest
from django.urls import reverse
from wagtail.models import Page

from cms.towns.models import TownSettings
from tests.support.making import make_page

pytestmark = pytest.mark.django_db


def url_of(action, page):
    if action.startswith("bulk_"):
        verb = action.removeprefix("bulk_")
        return reverse("wagtail_bulk_action", args=["wagtailcore", "page", verb]) + f"?id={page.pk}"
    return reverse(f"wagtailadmin_pages:{action}", args=[page.pk])


@pytest.fixture(params=["delete", "unpublish", "bulk_delete", "bulk_unpublish"])
def lose(request, admin_client):
    """Deletes or unpublishes a page in one of the admin's ways; returns whether it is still there."""

    def act(page):
        data = {"wagtail_site_name": "", "next": "/admin/"}
        text = admin_client.post(url_of(request.param, page), data, follow=True).content.decode()
        return Page.objects.live().filter(pk=page.pk).exists(), text

    return act


def test_the_home_page_stays(lose, home):
    stays, text = lose(home)
    assert stays
    assert "Startseite. Ohne sie" in text


def test_a_page_the_town_s_settings_name_stays_with_its_parents(lose, home):
    section = make_page(home, "Rechtliches")
    imprint = make_page(section, "Anbieterkennung")
    TownSettings.objects.update_or_create(site=home.get_site(), defaults={"imprint_page": imprint})
    stays, text = lose(section)
    assert stays
    assert "Anbieterkennung" in text


def test_any_other_page_goes(lose, home):
    stays, _text = lose(make_page(home, "Flohmarkt"))
    assert not stays
