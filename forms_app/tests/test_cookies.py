import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from forms_app.models import Submission
from forms_app.tests.making import MESSAGE, make_form_page, make_ticket
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
@recorded
def page(home):
    return make_form_page(home)


def test_form_sets_the_protecting_cookie_only(page):
    assert set(Client().get(page.url).cookies) == {"csrftoken"}


def test_sending_and_thanks_set_no_cookie(page):
    client = Client()
    client.post(page.url, MESSAGE | {"form-ticket": make_ticket(page)}, follow=True)

    assert not client.cookies


def test_form_is_not_kept_by_caches_between(page):
    control = Client().get(page.url)["Cache-Control"]

    assert "private" in control
    assert "no-cache" in control


def test_without_the_cookie_the_form_comes_back_with_its_answers(page):
    response = Client(enforce_csrf_checks=True).post(page.url, MESSAGE | {"form-ticket": make_ticket(page)})

    html = response.content.decode()
    assert response.status_code == 403
    assert 'value="Ruth Heinz"' in html
    assert "error-summary" in html
    assert "csrftoken" in response.cookies
    assert not Submission.objects.exists()


def test_the_form_that_came_back_can_be_sent(page):
    client = Client(enforce_csrf_checks=True)
    answers = MESSAGE | {"form-ticket": make_ticket(page)}
    client.post(page.url, answers)

    response = client.post(page.url, answers | {"csrfmiddlewaretoken": client.cookies["csrftoken"].value})

    assert response.status_code == 303


def test_broken_body_without_the_cookie_is_no_server_error(page):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)

    response = client.generic("POST", page.url, b"--x\r\nContent-Disp", "multipart/form-data; boundary=x")

    assert response.status_code in {400, 403}


def test_private_form_is_not_shown_by_the_refusal(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    response = Client(enforce_csrf_checks=True).post(page.url, MESSAGE)

    assert response.status_code == 403
    assert page.purpose not in response.content.decode()


def test_draft_is_not_shown_by_the_refusal(home):
    page = make_form_page(home, live=False)

    response = Client(enforce_csrf_checks=True).post(f"/{page.slug}/", MESSAGE)

    assert page.purpose not in response.content.decode()
