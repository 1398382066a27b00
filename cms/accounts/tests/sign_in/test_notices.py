"""The owner of an account is told what happens to it."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.utils import timezone

from cms.accounts.sign_in import factors
from cms.mail.models import Mail
from cms.users.models import User

from .conftest import PASSWORD, code_for

pytestmark = pytest.mark.django_db
ADDRESS = "r.heinz@stadt.example"


@pytest.fixture
def owner(careful):
    careful.email = ADDRESS
    careful.save()
    Mail.objects.all().delete()
    return careful


def told() -> list[str]:
    return list(Mail.objects.filter(to=ADDRESS).order_by("pk").values_list("kind", flat=True))


def try_often(client, count=6, code=None):
    for number in range(count):
        client.cookies.clear()
        from_there = {"REMOTE_ADDR": f"10.0.{number}.1"}
        password = "falsch" if code is None else PASSWORD
        client.post("/admin/login/", {"username": "r.heinz", "password": password}, **from_there)
        if code:
            client.post("/admin/login/code/", {"code": code}, **from_there)


def test_six_wrong_passwords_from_wherever_are_told_once_a_day(client, owner):
    try_often(client, 5)
    assert told() == []
    try_often(client, 12)
    assert told() == ["wrong-passwords"]
    Mail.objects.update(created_at=timezone.now() - timedelta(hours=25))
    AccessAttempt.objects.all().delete()
    try_often(client, 6)
    assert told() == ["wrong-passwords"] * 2


def test_six_wrong_codes_say_that_somebody_knows_the_password(client, owner):
    try_often(client, 8, code="000000")
    assert told() == ["wrong-codes"]
    assert "kennt jemand Ihr Kennwort" in Mail.objects.get().text


def test_unknown_names_tell_nobody(client, owner):
    User.objects.update(username="umbenannt")
    try_often(client)
    assert not Mail.objects.exists()


def test_new_device_is_told_and_a_known_one_is_not(client, owner):
    for number in (0, 1):
        client.post("/admin/login/", {"username": "r.heinz", "password": PASSWORD})
        client.post("/admin/login/code/", {"code": owner.codes[number]})
        client.post("/admin/logout/")
    assert told() == ["new-device"]


def test_changes_of_the_account_are_told(owner):
    owner.set_password("noch-ein-kennwort-9")
    owner.save()
    factors.set_up(owner, "JBSWY3DPEHPK3PXP")
    factors.renew_codes(owner)
    assert told() == ["account-changed"] * 3
    words = " ".join(Mail.objects.values_list("text", flat=True))
    assert all(
        each in words for each in ("Das Kennwort wurde", "Ein zweiter Faktor wurde", "Neue Notfallcodes")
    )


def test_new_address_is_told_at_the_one_before(owner):
    owner.email = "dieb@example.net"
    owner.save()
    assert Mail.objects.get().to == ADDRESS


def test_what_changes_nothing_is_not_told(client, owner, settings):
    owner.first_name = "Rita"
    owner.save()
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.ScryptPasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    assert owner.check_password(PASSWORD)
    assert owner.password.startswith("scrypt$")
    assert told() == []


def test_who_has_no_address_signs_in_all_the_same(client, careful):
    User.objects.update(email="")
    client.post("/admin/login/", {"username": "r.heinz", "password": PASSWORD})
    assert client.post("/admin/login/code/", {"code": code_for()}).status_code == 302
    assert not Mail.objects.exists()
