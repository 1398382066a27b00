"""Writing to the town needs no cookie; another website cannot write in somebody's name."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import PageViewRestriction

from forms_app.models import Submission
from forms_app.tests.making import MESSAGE, QUESTIONS, make_form_page, make_registration_page, make_ticket
from tests.support.making import make_pdf
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db
ELSEWHERE = {"origin": "https://anders.example"}


@pytest.fixture
@recorded
def page(home):
    return make_form_page(home)


@pytest.fixture
def citizen():
    return Client(enforce_csrf_checks=True)


def test_form_sets_no_cookie(home, page, citizen):
    for each in (page, make_registration_page(home)):
        answer = citizen.get(each.url)
        assert "csrfmiddlewaretoken" not in answer.text
    assert not citizen.cookies


def test_sending_and_thanks_set_no_cookie_and_need_none(page, citizen):
    response = citizen.post(page.url, MESSAGE | {"form-ticket": make_ticket(page)}, follow=True)

    assert Submission.objects.count() == 1
    assert response.redirect_chain[0][1] == 303
    assert not citizen.cookies


def test_files_need_no_cookie(home, citizen):
    page = make_form_page(home, [*QUESTIONS, {"label": "Anlage", "field_type": "file"}])
    file = SimpleUploadedFile("a.pdf", make_pdf(), "application/pdf")

    sent = MESSAGE | {"form-ticket": make_ticket(page), "anlage": file}

    assert citizen.post(page.url, sent, headers={"origin": "http://testserver"}).status_code == 303


def test_form_is_not_kept_by_caches_between(page):
    """Two people with one ticket would overwrite each other."""
    first, second = Client().get(page.url), Client().get(page.url)

    assert "private" in first["Cache-Control"]
    assert "no-cache" in first["Cache-Control"]
    assert first.context["ticket"] != second.context["ticket"]


def test_sent_by_another_site_the_form_comes_back_with_its_answers(page, citizen):
    response = citizen.post(page.url, MESSAGE | {"form-ticket": make_ticket(page)}, headers=ELSEWHERE)

    html = response.content.decode()
    assert response.status_code == 403
    assert 'value="Ruth Heinz"' in html
    assert "error-summary" in html
    assert not Submission.objects.exists()


def test_the_form_that_came_back_can_be_sent(page, citizen):
    answers = MESSAGE | {"form-ticket": make_ticket(page)}
    citizen.post(page.url, answers, headers=ELSEWHERE)

    response = citizen.post(page.url, answers, headers={"sec-fetch-site": "same-origin"})

    assert response.status_code == 303


@pytest.mark.parametrize("headers", [{}, ELSEWHERE])
def test_broken_body_is_no_server_error(page, headers):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)

    body = b"--x\r\nContent-Disp"
    response = client.generic("POST", page.url, body, "multipart/form-data; boundary=x", headers=headers)

    assert response.status_code < 500


def test_private_form_is_not_shown_by_the_refusal(page, citizen):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    response = citizen.post(page.url, MESSAGE, headers=ELSEWHERE)

    assert response.status_code == 403
    assert page.purpose not in response.content.decode()


def test_draft_is_not_shown_by_the_refusal(home, citizen):
    page = make_form_page(home, live=False)

    response = citizen.post(f"/{page.slug}/", MESSAGE, headers=ELSEWHERE)

    assert page.purpose not in response.content.decode()


def test_other_pages_take_nothing_from_another_site(home, citizen):
    assert citizen.post(home.url, {"a": "b"}, headers=ELSEWHERE).status_code == 403
