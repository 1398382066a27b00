"""A session that ends while an editor writes loses no word."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.accounts.sign_in.factors import PROOF
from tests.support.making import make_page, make_user

pytestmark = pytest.mark.django_db
WORDS = "Erste Zeile\n\n<b>zweite</b> & „dritte“ 😀\n"
OWN = {"origin": "http://testserver"}


@pytest.fixture
def page(home):
    return make_page(home, "Ehrenamt", slug="ehrenamt", summary="Alt")


@pytest.fixture
def user(db):
    return make_user("redaktion", is_superuser=True)


@pytest.fixture
def browser(user):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, user)
    return client


def sign_in(client, user):
    client.force_login(user)
    session = client.session
    session[PROOF] = str(user.pk)
    session.save()


def form_of(page) -> dict:
    fields = {"title": page.title, "slug": page.slug, "summary": WORDS, "body": streamfield([])}
    revision = page.latest_revision
    opened = {
        "loaded_revision_id": revision.pk,
        "loaded_revision_created_at": revision.created_at.isoformat(),
    }
    return nested_form_data(fields | {"comments": inline_formset([])}) | opened


def token_in(answer) -> str:
    return BeautifulSoup(answer.content, "html.parser").find(attrs={"name": "csrfmiddlewaretoken"})["value"]


def kept(answer) -> tuple[str, dict]:
    """Address and values of the form that holds what was sent."""
    form = BeautifulSoup(answer.content, "html.parser").find("form")
    values = {each["name"]: each.text.removeprefix("\n") for each in form.find_all("textarea")}
    return form["action"], values | {"csrfmiddlewaretoken": token_in(answer)}


def end_by_logging_out(client, user):
    client.session.flush()


def end_by_a_new_password(client, user):
    user.set_password("ein-anderes-kennwort-8")
    user.save()


def end_by_losing_the_cookie(client, user):
    del client.cookies["sessionid"]


@pytest.mark.parametrize("end", [end_by_logging_out, end_by_a_new_password, end_by_losing_the_cookie])
@pytest.mark.parametrize("action", ["save", "publish"])
def test_words_are_saved_after_signing_in_again(browser, user, page, end, action):
    address = f"/admin/pages/{page.pk}/edit/"
    token = token_in(browser.get(address))
    end(browser, user)

    sent = form_of(page) | {"csrfmiddlewaretoken": token, f"action-{action}": "1"}
    answer = browser.post(address, sent, headers=OWN)

    assert answer.status_code == 403
    assert "no-store" in answer["Cache-Control"]
    assert "Im neuen Fenster anmelden" in answer.text
    sign_in(browser, user)
    # Signing in has made a new token.
    browser.get("/admin/login/")
    action_url, values = kept(answer)
    again = browser.post(action_url, values, headers=OWN)
    if again.status_code == 403:
        action_url, values = kept(again)
        again = browser.post(action_url, values, headers=OWN)
    assert again.status_code == 302
    assert type(page).objects.get(pk=page.pk).get_latest_revision_as_object().summary.split() == WORDS.split()


def test_autosave_says_so_in_words(browser, user, page):
    address = f"/admin/pages/{page.pk}/edit/"
    token = token_in(browser.get(address))
    end_by_logging_out(browser, user)

    sent = form_of(page) | {"csrfmiddlewaretoken": token}
    answer = browser.post(address, sent, headers=OWN | {"accept": "application/json"})

    assert answer.status_code == 403
    assert answer.json()["error_code"] == "locked"
    assert "abgemeldet" in answer.json()["error_message"]


def test_old_token_gives_the_words_back(browser, page):
    answer = browser.post(f"/admin/pages/{page.pk}/edit/?next=/admin/", form_of(page), headers=OWN)

    action_url, values = kept(answer)
    assert action_url == f"/admin/pages/{page.pk}/edit/?next=/admin/"
    assert values["summary"] == WORDS.replace("\n", "\n")
    assert browser.post(action_url, values, headers=OWN).status_code == 302


@pytest.mark.parametrize("headers", [{}, {"origin": "https://anders.example"}, {"origin": "null"}])
def test_what_another_site_sends_is_not_given_a_token(browser, page, headers):
    answer = browser.post(f"/admin/pages/{page.pk}/edit/", form_of(page), headers=headers)

    assert answer.status_code == 403
    assert "csrfmiddlewaretoken" not in answer.text
    assert WORDS not in answer.text


def test_passwords_are_not_given_back(client, db):
    sent = {"password1": "streng-geheim", "new_password": "streng-geheim", "first_name": "Ruth"}
    answer = client.post("/admin/account/", sent, headers=OWN)

    assert "Ruth" in answer.text
    assert "streng-geheim" not in answer.text


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/login/code/", "/admin/logout/"])
def test_doors_keep_nothing(client, db, path):
    assert "Weiter speichern" not in client.post(path, {"username": "a", "code": "1"}, follow=True).text


@pytest.mark.parametrize(
    "path",
    ["/admin/snippets/directory/category/add/", "/admin/settings/towns/townsettings/1/", "/admin/users/new/"],
)
def test_other_screens_keep_words_too(client, home, path):
    answer = client.post(path, {"name": WORDS, "list": ["a", "b"]}, headers=OWN)

    assert answer.status_code == 403
    assert kept(answer)[1]["name"] == WORDS
    assert answer.text.count('name="list"') == 2
