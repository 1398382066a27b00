import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.tokens import default_token_generator
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from cms.accounts.sign_in import factors
from cms.mail.models import Mail
from tests.support.making import make_user

PASSWORD = "ein-langes-kennwort-7"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_for(secret: str = SECRET, ahead: int = 0) -> str:
    """What an app shows now; `ahead` counts later codes."""
    now = list(yield_hotp_counters_from_time())[1]
    return format_hotp_value(hotp_value(secret.replace(" ", ""), now + ahead))


def secret_on(response) -> str:
    return re.search(r'sign-in__secret">([A-Z2-7 ]+)<', response.text)[1]


@pytest.fixture(autouse=True)
def _second_factor_required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def editor(home):
    """A user without a second factor."""
    user = make_user("r.heinz", group="Redaktion")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def careful(editor):
    """The same user with an app and recovery codes (`careful.codes`)."""
    editor.codes = factors.set_up(editor, SECRET)
    # Tests read only what they cause themselves.
    Mail.objects.all().delete()
    return editor


@pytest.fixture
def sign_in(client):
    def post(password=PASSWORD, username="r.heinz", **more):
        return client.post("/admin/login/", {"username": username, "password": password, **more})

    return post


@pytest.fixture
def is_signed_in(client):
    def ask() -> bool:
        return client.get("/admin/").status_code == 200

    return ask


@pytest.fixture
def open_mailed_link(client):
    """Open the link of an invitation or a reset in this browser, and choose a password."""

    def choose(user, password):
        uid = urlsafe_base64_encode(force_bytes(user.pk))
        path = f"/admin/password_reset/confirm/{uid}/{default_token_generator.make_token(user)}/"
        page = client.get(path, follow=True)
        new = {"new_password1": password, "new_password2": password}
        return client.post(page.request["PATH_INFO"], new)

    return choose
