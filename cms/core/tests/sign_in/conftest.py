import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from cms.core.sign_in import factors
from cms.core.tests.making import make_user

PASSWORD = "ein-langes-kennwort-7"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_for(secret: str = SECRET, ahead: int = 0) -> str:
    """What an app shows now; `ahead` of it, what it shows next."""
    now = list(yield_hotp_counters_from_time())[1]
    return format_hotp_value(hotp_value(secret.replace(" ", ""), now + ahead))


def secret_on(response) -> str:
    return re.search(r'sign-in__secret">([A-Z2-7 ]+)<', response.text)[1]


@pytest.fixture(autouse=True)
def _second_factor_required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def editor(home):
    """Somebody who has no second factor yet."""
    user = make_user("r.heinz", group="Redaktion")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def careful(editor):
    """The same, with an app and codes on paper (`careful.codes`)."""
    editor.codes = factors.set_up(editor, SECRET)
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
