"""Who signed up is nobody's business: other towns, other groups, public pages."""

import pytest
from django.test import Client
from wagtail.models import Site

from forms_app.models import Submission
from forms_app.services.office import send_digests
from joining.signups.models import Signup
from joining.signups.tests.making import confirmed, make_event, make_signup_page, sign_up, signed_up
from tests.support.making import make_page, make_user

pytestmark = pytest.mark.django_db
NAME, EMAIL = "Xaverine Planthold", "xaverine@example.org"


@pytest.fixture
def page(home):
    return make_signup_page(home, [{"capacity": 1}], event=make_event(home))


def test_names_of_those_who_come_or_wait_are_nowhere_public(page):
    confirmed(page, EMAIL, name=NAME)
    confirmed(page, "wartet@example.org", name="Wolfhilde Warteck")
    slug = page.slug
    addresses = [page.url, page.event.url, f"/api/v1/forms/{slug}", "/api/v1/occurrences/", "/termine/"]

    shown = "".join(Client().get(address).content.decode() for address in addresses)

    assert page.title in shown
    for word in (NAME, "Planthold", EMAIL, "Warteck", "wartet@example.org"):
        assert word not in shown


def test_link_opens_nothing_on_the_website_of_another_town(page, home):
    signup, path = signed_up(page, EMAIL)
    other = make_page(home.get_parent(), "Nachbarstadt", "home.HomePage", slug="nachbar")
    neighbour = Site.objects.create(hostname="nachbar.example", port=80, root_page=other)
    assert Client().get(path).status_code == 200

    Submission.objects.filter(pk=signup.submission_id).update(site=neighbour)

    assert Client().get(path).status_code in {404, 410}
    assert Client().post(path, {"action": "confirm"}).status_code in {404, 410}
    signup.refresh_from_db()
    assert signup.state == Signup.State.HELD


def test_office_finds_confirmed_sign_ups_by_their_kind_and_nobody_else_does(page):
    confirmed(page, EMAIL, name=NAME)
    address = "/admin/einsendungen/?status=all&kind=signup"
    agency, editors = Client(), Client()
    agency.force_login(make_user("agentur", group="Ehrenamtsagentur"))
    editors.force_login(make_user("redaktion", group="Redaktion"))

    assert NAME in agency.get(address, follow=True).content.decode()
    assert NAME not in editors.get(address, follow=True).content.decode()


def test_unconfirmed_sign_up_is_seen_by_nobody(page):
    sign_up(page, EMAIL, name=NAME)
    agency = Client()
    agency.force_login(make_user("agentur", group="Ehrenamtsagentur"))

    assert NAME not in agency.get("/admin/einsendungen/?status=all", follow=True).content.decode()
    assert send_digests() == 0
