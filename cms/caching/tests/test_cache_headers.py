import pytest
from django.http import HttpResponse
from django.test import Client
from wagtail.models import PageViewRestriction

from cms.caching.cache_headers import PRIVATE, SHARED, SharingMiddleware
from tests.support.making import make_page, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(home):
    return make_page(home, "Über uns")


def test_a_page_is_everybodys_and_varies_with_nothing(page):
    answer = Client().get(page.url, headers={"Accept-Language": "en"})
    assert answer["Cache-Control"] == SHARED
    assert "Vary" not in answer
    assert answer["Content-Language"] == "de"


@pytest.mark.parametrize("name", ["csrftoken", "messages", "_pk_id"])
def test_other_cookies_change_nothing(page, name):
    client = Client()
    client.cookies[name] = "x" * 32
    assert client.get(page.url)["Cache-Control"] == SHARED


def test_nobody_keeps_what_staff_see(page):
    client = Client()
    client.force_login(make_user("Redaktion", is_superuser=True))
    answer = client.get(page.url)
    assert answer["Cache-Control"] == PRIVATE
    assert b"userbar" in answer.content


def test_nobody_keeps_what_comes_with_a_session_that_is_none(page):
    client = Client()
    client.cookies["sessionid"] = "made-up"
    assert client.get(page.url)["Cache-Control"] == PRIVATE


@pytest.mark.parametrize("kind", [PageViewRestriction.PASSWORD, PageViewRestriction.LOGIN])
def test_nobody_keeps_a_page_that_is_not_public(page, kind):
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="geheim")
    answer = Client().get(page.url)
    assert "public" not in answer.get("Cache-Control", "")


def test_nobody_keeps_errors_and_what_is_sent(home):
    assert "Cache-Control" not in Client().get("/gibt-es-nicht/")
    assert "Cache-Control" not in Client().post(home.url)


def test_a_public_answer_that_sets_a_cookie_becomes_private(rf):
    def view(request):
        response = HttpResponse(headers={"Cache-Control": "public, max-age=30, s-maxage=300"})
        response.set_cookie("a", "b")
        return response

    assert SharingMiddleware(view)(rf.get("/"))["Cache-Control"] == PRIVATE


def test_a_public_answer_that_varies_with_the_reader_becomes_private(rf):
    headers = {"Cache-Control": "public, max-age=30", "Vary": "Accept-Encoding, Cookie"}
    assert SharingMiddleware(lambda _: HttpResponse(headers=headers))(rf.get("/"))["Cache-Control"] == PRIVATE
