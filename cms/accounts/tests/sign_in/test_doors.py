"""No address accepts the password alone."""

import re

import pytest
from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db
# Names that a form might use for its fields.
WORDS = {
    **dict.fromkeys(("username", "login", "user", "name"), "r.heinz"),
    **dict.fromkeys(("password", "password1", "password2", "new_password1", "new_password2"), PASSWORD),
    **dict.fromkeys(("old_password", "pass"), PASSWORD),
    "email": "r.heinz@example.org",
    "remember": "on",
    "next": "/admin/",
    "action": "login",
}

BASIC = "Basic ci5oZWluejplaW4tbGFuZ2VzLWtlbm53b3J0LTc="


def every_address(patterns, prefix=""):
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield address
        else:
            yield from every_address(pattern.url_patterns, address)


def filled(pattern: str) -> str:
    """An address that roughly fits the pattern; requesting it shows where it leads."""
    path = re.sub(r"<(?:int:)?(\w*(?:id|pk|page|version|object)\w*)>", "1", pattern)
    path = re.sub(r"<[^>]+>|\(\?P<\w+>[^)]*\)\*?|\([^)]*\)", "1", path)
    return "/" + re.sub(r"[\^$\\?*+|()]", "", path)


ADDRESSES = sorted({filled(pattern) for pattern in every_address(get_resolver().url_patterns)})


def is_authenticated(client: Client) -> bool:
    return SESSION_KEY in client.session


def test_walk_meets_the_doors_we_know():
    known = {"/admin/login/", "/_util/login/", "/admin/password_reset/", "/admin/login/code/"}
    assert known <= set(ADDRESSES)
    assert len(ADDRESSES) > 300


def open_doors_among(addresses) -> list[str]:
    found = []
    for address in addresses:
        client = Client(raise_request_exception=False)
        client.post(address, WORDS)
        if not address.startswith("/admin/"):
            client.post(address, WORDS, content_type="application/json")
            client.get(address, headers={"authorization": BASIC})
        if is_authenticated(client):
            found.append(address)
    return found


def test_no_address_signs_anybody_in_for_a_password(editor):
    assert open_doors_among(ADDRESSES) == []


def test_nor_does_one_sign_in_who_has_a_second_factor(careful):
    assert (
        open_doors_among(address for address in ADDRESSES if re.search("login|password|_util", address)) == []
    )


def test_reset_password_signs_nobody_in(client, careful):
    uid = urlsafe_base64_encode(force_bytes(careful.pk))
    path = f"/admin/password_reset/confirm/{uid}/{default_token_generator.make_token(careful)}/"
    response = client.get(path, follow=True)
    new = {"new_password1": "noch-ein-kennwort-9", "new_password2": "noch-ein-kennwort-9"}
    assert client.post(response.request["PATH_INFO"], new).status_code == 302
    assert get_user_model().objects.get(pk=careful.pk).check_password("noch-ein-kennwort-9")
    assert not is_authenticated(client)


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/users/", "/admin/zweiter-faktor/"])
@pytest.mark.parametrize("has_factor", [False, True])
def test_password_alone_opens_no_screen(client, sign_in, editor, path, has_factor, request):
    if has_factor:
        request.getfixturevalue("careful")
    sign_in()
    response = client.get(path)
    assert (response.status_code, response.url.partition("?")[0]) == (302, "/admin/login/")


def test_session_without_proof_is_ended_through_whatever_door_it_came(client, editor):
    client.force_login(editor)
    assert client.get("/admin/").status_code == 302
    assert not is_authenticated(client)


def test_proof_of_somebody_else_is_none(client, careful):
    client.force_login(careful)
    session = client.session
    session["second_factor_of"] = "999"
    session.save()
    assert client.get("/admin/").status_code == 302


def test_private_pages_send_to_the_same_door(client, home):
    response = client.get("/_util/login/?next=/intern/")
    assert (response.status_code, response.url) == (302, "/admin/login/?next=%2Fintern%2F")
