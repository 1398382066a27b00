"""New colleagues choose their password themselves, and no password waits for a first right guess."""

import re
from datetime import datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group

from cms.accounts.sign_in import factors
from cms.mail.models import Mail
from cms.users.models import User
from tests.support.making import make_user

from .conftest import PASSWORD, code_for, secret_on

pytestmark = pytest.mark.django_db
SET_UP, NEW = "/admin/login/einrichten/", "mein-eigenes-kennwort-5"


@pytest.fixture
def head(home, client, settings):
    """The browser of a colleague who manages users."""
    browser = type(client)()
    browser.force_login(make_user("head", group="Leitung"))
    session = browser.session
    session[factors.PROOF] = str(User.objects.get(username="head").pk)
    session.save()
    return browser


@pytest.fixture
def invited(head):
    data = {
        "username": "neu",
        "email": "neu@stadt.example",
        "first_name": "Nele",
        "last_name": "Neu",
        "groups": [Group.objects.get(name="Redaktion").pk],
        # As somebody might send it by hand.
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    assert head.post("/admin/users/new/", data).status_code == 302
    return User.objects.get(username="neu")


def link_in(mail: Mail) -> str:
    return re.search(r"https?://[^/\s]+(/admin/password_reset/confirm/\S+)", mail.text)[1]


def follow(client, path, password=NEW):
    page = client.get(path, follow=True)
    new = {"new_password1": password, "new_password2": password}
    return client.post(page.request["PATH_INFO"], new)


def test_screen_asks_for_no_password(head):
    page = head.get("/admin/users/new/")
    assert page.status_code == 200
    assert "password1" not in page.text


def test_from_the_invitation_to_the_admin(client, invited, sign_in, is_signed_in):
    assert sign_in(username="neu").status_code == 200
    mail = Mail.objects.get(kind="invitation")
    assert mail.to == "neu@stadt.example"
    assert "„neu“" in mail.text
    assert follow(client, link_in(mail)).status_code == 302
    assert sign_in(NEW, "neu").url == SET_UP
    secret = secret_on(client.get(SET_UP))
    assert client.post(SET_UP, {"code": code_for(secret)}).status_code == 200
    assert is_signed_in()


def test_link_works_for_three_days(client, invited, monkeypatch):
    path = link_in(Mail.objects.get(kind="invitation"))
    later = datetime.now() + timedelta(days=3, minutes=1)
    monkeypatch.setattr("django.contrib.auth.tokens.PasswordResetTokenGenerator._now", lambda self: later)
    assert "new_password1" not in client.get(path, follow=True).text


def test_used_link_is_over(client, invited):
    path = link_in(Mail.objects.get(kind="invitation"))
    follow(client, path)
    assert "new_password1" not in type(client)().get(path, follow=True).text


def test_right_guess_in_another_browser_sets_nothing_up(client, invited, sign_in, is_signed_in):
    follow(type(client)(), link_in(Mail.objects.get(kind="invitation")))
    Mail.objects.all().delete()
    page = sign_in(NEW, "neu")
    assert page.status_code == 200
    assert "Postfach" in page.text
    assert client.get(SET_UP).url == "/admin/login/"
    assert not is_signed_in()
    assert not Authenticator.objects.exists()
    # The owner gets another link; further tries do not fill her mailbox.
    sign_in(NEW, "neu")
    follow(client, link_in(Mail.objects.get(kind="invitation")), PASSWORD)
    assert sign_in(PASSWORD, "neu").url == SET_UP


def test_expired_invitation_is_renewed_by_oneself_or_by_a_colleague(client, invited, head, mailoutbox):
    client.post("/admin/password_reset/", {"email": "NEU@stadt.example"})
    assert [each.to for each in mailoutbox] == [["neu@stadt.example"]]
    Mail.objects.all().delete()
    head.post(f"/admin/users/{invited.pk}/anmeldung/", {"action": "invite"})
    assert Mail.objects.get().kind == "invitation"


def test_after_a_reset_the_password_is_not_enough(client, careful, head, sign_in, is_signed_in):
    User.objects.filter(pk=careful.pk).update(email="r.heinz@stadt.example")
    head.post(f"/admin/users/{careful.pk}/anmeldung/", {"action": "reset"})
    assert "Postfach" in sign_in().text
    assert not is_signed_in()
    follow(client, link_in(Mail.objects.get(kind="invitation")))
    assert sign_in(NEW).url == SET_UP


def test_edit_screen_sets_no_password(head, editor):
    before = editor.password
    data = {"username": "r.heinz", "email": "r@stadt.example", "first_name": "R", "last_name": "Heinz"}
    data |= {"is_active": "on", "password1": NEW, "password2": NEW}
    assert head.post(f"/admin/users/edit/{editor.pk}/", data).status_code == 302
    editor.refresh_from_db()
    assert (editor.password, editor.email) == (before, "r@stadt.example")


class TestSessionsEnd:
    @pytest.fixture
    def elsewhere(self, client, careful):
        """She is signed in with another browser."""
        browser = type(client)()
        browser.post("/admin/login/", {"username": "r.heinz", "password": PASSWORD})
        browser.post("/admin/login/code/", {"code": careful.codes[0]})
        assert browser.get("/admin/").status_code == 200
        return browser

    @pytest.fixture
    def here(self, client, sign_in, careful):
        sign_in()
        client.post("/admin/login/code/", {"code": careful.codes[1]})
        return client

    def test_with_a_new_device(self, here, elsewhere, careful, is_signed_in):
        here.post("/admin/zweiter-faktor/", {"code": careful.codes[2], "action": "device"})
        change = "/admin/zweiter-faktor/einrichten/"
        here.post(change, {"code": code_for(secret_on(here.get(change)))})
        assert elsewhere.get("/admin/").status_code == 302
        assert is_signed_in()

    def test_with_a_new_password(self, here, elsewhere, is_signed_in):
        data = {
            "password-old_password": PASSWORD,
            "password-new_password1": NEW,
            "password-new_password2": NEW,
        }
        user = User.objects.get(username="r.heinz")
        data |= {"name_email-first_name": "R", "name_email-last_name": "H", "name_email-email": "r@s.example"}
        data |= {"locale-preferred_language": "de", "theme-theme": "system", "theme-density": "default"}
        data |= {"theme-contrast": "system", "theme-keyboard_shortcuts": "on"}
        page = here.post("/admin/account/", data)
        assert page.status_code == 302, page.text
        user.refresh_from_db()
        assert user.check_password(NEW)
        assert elsewhere.get("/admin/").status_code == 302
        assert is_signed_in()

    def test_with_a_reset_password(self, elsewhere, careful, open_mailed_link):
        open_mailed_link(User.objects.get(pk=careful.pk), NEW)
        assert elsewhere.get("/admin/").status_code == 302

    def test_for_those_on_their_way_in_too(self, client, sign_in, editor):
        """Whoever guessed the password first does not replace the factor that its owner has set up by now."""
        sign_in()
        secret = secret_on(client.get(SET_UP))
        codes = factors.set_up(editor, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
        assert client.post(SET_UP, {"code": code_for(secret)}).url == "/admin/login/"
        assert factors.accept(editor, codes[0])
