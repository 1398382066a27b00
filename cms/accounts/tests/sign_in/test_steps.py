"""The steps from the password to the admin."""

import pytest
from allauth.mfa.models import Authenticator
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.accounts.sign_in import factors
from cms.users.models import User
from tests.support.making import make_user

from .conftest import SECRET, code_for, secret_on

pytestmark = pytest.mark.django_db
CODE, SET_UP = "/admin/login/code/", "/admin/login/einrichten/"


def test_first_sign_in_sets_the_second_factor_up(client, sign_in, editor, is_signed_in):
    assert sign_in(next="/admin/pages/").url == SET_UP
    page = client.get(SET_UP)
    assert not is_signed_in()
    done = client.post(SET_UP, {"code": code_for(secret_on(page))})
    assert done.status_code == 200
    assert done.text.count("<li><code>") == 10
    assert 'href="/admin/pages/"' in done.text
    assert "no-store" in done["Cache-Control"]
    assert is_signed_in()


def test_login_page_names_its_fields_in_german(client, home):
    labels = BeautifulSoup(client.get("/admin/login/").content, "html.parser").find_all("label")
    assert [each.text.strip(" *\n") for each in labels][:2] == ["Benutzername", "Passwort"]


def test_wrong_code_sets_nothing_up_and_keeps_the_square(client, sign_in, editor, is_signed_in):
    sign_in()
    secret = secret_on(client.get(SET_UP))
    again = client.post(SET_UP, {"code": "000000"})
    assert secret_on(again) == secret
    assert not Authenticator.objects.exists()
    assert not is_signed_in()


def test_later_ones_ask_for_a_code(client, sign_in, careful, is_signed_in):
    assert sign_in(next="/admin/pages/").url == CODE
    assert client.post(CODE, {"code": code_for()}).url == "/admin/pages/"
    assert is_signed_in()


def test_code_may_be_typed_in_groups(client, sign_in, careful, is_signed_in):
    sign_in()
    code = code_for()
    client.post(CODE, {"code": f" {code[:3]} {code[3:]} "})
    assert is_signed_in()


def test_code_counts_once(client, sign_in, careful, is_signed_in):
    sign_in()
    client.post(CODE, {"code": code_for()})
    client.logout()
    sign_in()
    assert client.post(CODE, {"code": code_for()}).status_code == 200
    assert not is_signed_in()


def test_emergency_code_opens_once(client, sign_in, careful, is_signed_in):
    for expected in (True, False):
        sign_in()
        client.post(CODE, {"code": careful.codes[0]})
        assert is_signed_in() is expected
        client.logout()
    assert factors.number_of_codes(careful) == 9


@pytest.mark.parametrize("code", ["", "000000", "12345", "x" * 5000, "\x00", "١٢٣٤٥٦", "🙂", "-1", "0" * 40])
def test_nothing_else_opens(client, sign_in, careful, is_signed_in, code):
    sign_in()
    assert client.post(CODE, {"code": code}).status_code == 200
    assert not is_signed_in()


@pytest.mark.parametrize("path", [CODE, SET_UP])
def test_steps_need_the_password_first(client, careful, path):
    assert client.get(path).url == "/admin/login/"
    assert client.post(path, {"code": code_for()}).url == "/admin/login/"


def test_who_has_a_factor_cannot_set_up_another_on_the_way_in(client, sign_in, careful):
    sign_in()
    assert client.get(SET_UP).url == "/admin/login/"


def test_way_in_ends_after_a_quarter_of_an_hour(client, sign_in, careful, monkeypatch):
    sign_in()
    code = code_for()
    now = timezone.now().timestamp()
    monkeypatch.setattr("allauth.account.internal.stagekit.time.time", lambda: now + 1000)
    assert client.post(CODE, {"code": code}).url == "/admin/login/"


def test_disabled_account_stays_outside(client, sign_in, careful, is_signed_in):
    sign_in()
    User.objects.update(is_active=False)
    client.post(CODE, {"code": code_for()})
    assert not is_signed_in()


def test_secrets_lie_encrypted_in_the_database(careful):
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in stored
    assert not any(code in stored for code in careful.codes)


def test_new_secret_key_makes_codes_void_and_no_fault(client, sign_in, careful, settings, is_signed_in):
    from cms.accounts.sign_in.adapters import ciphers

    settings.SECRET_KEY = "another-key"
    ciphers.cache_clear()
    sign_in()
    response = client.post(CODE, {"code": code_for()})
    ciphers.cache_clear()
    assert response.status_code == 200
    assert not is_signed_in()


@pytest.mark.parametrize("url", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_way_in_leads_to_this_site_only(client, sign_in, careful, url):
    sign_in(next=url)
    assert client.post(CODE, {"code": code_for()}).url == "/admin/"


def test_without_remember_the_session_ends_with_the_browser(client, sign_in, careful):
    sign_in()
    client.post(CODE, {"code": code_for()})
    assert client.session.get_expire_at_browser_close()


def test_where_it_is_not_required_the_password_is_enough(client, sign_in, editor, settings, is_signed_in):
    settings.SECOND_FACTOR_REQUIRED = False
    assert sign_in().url == "/admin/"
    assert is_signed_in()


def test_whoever_has_one_is_asked_there_as_well(sign_in, careful, settings, is_signed_in):
    settings.SECOND_FACTOR_REQUIRED = False
    assert sign_in().url == CODE
    assert not is_signed_in()


class TestOwnFactor:
    OWN, CHANGE = "/admin/zweiter-faktor/", "/admin/zweiter-faktor/einrichten/"

    @pytest.fixture
    def signed_in(self, client, sign_in, careful):
        sign_in()
        client.post(CODE, {"code": code_for()})
        return client

    def test_new_codes_need_a_code_and_make_the_old_ones_void(self, signed_in, careful):
        assert "<li><code>" not in signed_in.post(self.OWN, {"code": "000000", "action": "codes"}).text
        done = signed_in.post(self.OWN, {"code": careful.codes[0], "action": "codes"})
        assert done.text.count("<li><code>") == 10
        assert not factors.accept(careful, careful.codes[1])

    def test_another_device_needs_a_code_first(self, signed_in, careful):
        assert signed_in.get(self.CHANGE).url == self.OWN
        assert signed_in.post(self.CHANGE, {"code": code_for()}).url == self.OWN
        assert signed_in.post(self.OWN, {"code": careful.codes[0], "action": "device"}).url == self.CHANGE
        secret = secret_on(signed_in.get(self.CHANGE))
        assert signed_in.post(self.CHANGE, {"code": code_for(secret)}).text.count("<li><code>") == 10
        assert not factors.accept(careful, code_for(ahead=1))
        assert signed_in.get(self.CHANGE).url == self.OWN

    def test_account_page_leads_there(self, signed_in):
        assert f'href="{self.OWN}"' in signed_in.get("/admin/account/").text


class TestHelp:
    @pytest.fixture
    def path(self, careful):
        return f"/admin/users/{careful.pk}/anmeldung/"

    @pytest.fixture(autouse=True)
    def _with_one_call(self, settings):
        settings.SECOND_FACTOR_REQUIRED = False

    @pytest.mark.parametrize(
        ("group", "status"), [("Redaktion", 302), ("Ehrenamtsagentur", 302), ("Leitung", 200)]
    )
    def test_ladder(self, client, path, group, status):
        client.force_login(make_user("helper", group=group))
        assert client.get(path).status_code == status
        assert client.post(path, {"action": "reset"}).status_code == 302
        assert Authenticator.objects.exists() is (status == 302)

    def test_anonymous_is_sent_to_the_door(self, client, path):
        assert client.post(path, {"action": "reset"}).url.startswith("/admin/login/")
        assert Authenticator.objects.exists()

    def test_nobody_resets_her_own(self, client, path, careful):
        careful.is_superuser = True
        careful.save()
        client.force_login(careful)
        client.post(path, {"action": "reset"})
        assert Authenticator.objects.exists()

    def test_superuser_is_left_to_superusers(self, client, path, careful):
        User.objects.filter(pk=careful.pk).update(is_superuser=True)
        client.force_login(make_user("helper", group="Leitung"))
        client.post(path, {"action": "reset"})
        assert Authenticator.objects.exists()

    def test_reset_ends_sessions_logs_and_tells_the_owner(self, client, path, careful, settings):
        from wagtail.models import ModelLogEntry

        from cms.mail.models import Mail

        User.objects.filter(pk=careful.pk).update(email="r.heinz@stadt.example")
        session = type(client)()
        session.force_login(careful)
        helper = make_user("helper", group="Leitung")
        client.force_login(helper)
        client.post(path, {"action": "reset"})
        assert session.get("/admin/").status_code == 302
        entry = ModelLogEntry.objects.get(action="users.reset_second_factor")
        assert (entry.user, entry.object_id) == (helper, str(careful.pk))
        assert Mail.objects.get().to == "r.heinz@stadt.example"
        assert "r.heinz" in Mail.objects.get().text

    def test_list_of_users_leads_there(self, client, path):
        client.force_login(make_user("helper", group="Leitung"))
        assert f'href="{path}"' in client.get("/admin/users/").text

    def test_command_helps_the_last_administrator(self, careful, capsys):
        call_command("reset_second_factor", "r.heinz")
        assert not Authenticator.objects.exists()
        with pytest.raises(CommandError):
            call_command("reset_second_factor", "nobody")
