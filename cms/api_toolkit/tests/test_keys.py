"""API keys: they only add permissions, are shown once, and only administrators make them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Site

from cms.api_toolkit.keys import allows, key_of, make_key, revoke_key
from cms.api_toolkit.models import ApiKey
from tests.support.making import make_page, make_user

pytestmark = pytest.mark.django_db
SITE = "/api/v1/site/"
LIST = "/api/v1/forms/"


@pytest.fixture(autouse=True)
def town(home):
    return home


def make(**fields):
    given = {"scopes": ["drafts:read"], "sites": [], "by": None}
    given["expires_on"] = timezone.localdate() + timedelta(days=30)
    return make_key("App des Kreises", **given | fields)


def get(client, text, address=SITE, **query):
    return client.get(address, query, headers={"Authorization": f"Bearer {text}"})


def test_a_key_shows_what_everybody_sees_and_is_kept_by_nobody(client):
    _key, text = make()
    answer = get(client, text)
    assert answer.status_code == 200
    assert answer.json() == client.get(SITE).json()
    assert answer["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer


def test_a_list_is_narrowed_for_a_key_as_for_everybody(client):
    _key, text = make()
    assert get(client, text, LIST, fields="nichts").status_code == 422


@pytest.mark.parametrize(
    "text",
    ["", "x", "es_abcdefgh_", "es_abcdefgh_" + "x" * 43, "\xff" * 50, "x" * 10_000, "es_%00"],
)
def test_an_unknown_key_is_refused(client, text):
    answer = get(client, text)
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer["Cache-Control"] == "private, no-store"


def test_the_right_beginning_is_not_enough(client):
    key, text = make()
    assert get(client, text[:-1] + ("a" if text[-1] != "a" else "b")).status_code == 401
    assert get(client, f"es_{key.prefix}_{'x' * 43}").status_code == 401
    assert get(client, key.digest).status_code == 401


def test_expired_and_revoked_keys_are_refused(client, time_travel):
    key, text = make(expires_on=timezone.localdate())
    assert get(client, text).status_code == 200
    time_travel(timezone.now() + timedelta(days=1))
    assert get(client, text).json()["detail"] == "This key is expired."
    other, text = make(expires_on=timezone.localdate() + timedelta(days=9))
    revoke_key(other, by=None)
    assert get(client, text).json()["detail"] == "This key is revoked."
    assert get(client, text, "/api/v1/navigation/").status_code == 401


@pytest.mark.parametrize(("header", "status"), [("Token x", 401), ("x", 401), ("Basic eDp5", 200)])
def test_other_ways_to_show_something(client, header, status):
    assert client.get(SITE, headers={"Authorization": header}).status_code == status


def test_the_secret_is_stored_nowhere_and_logged_nowhere(client, caplog):
    caplog.set_level("DEBUG")
    _key, text = make()
    get(client, text)
    get(client, text + "x")
    secret = text.rpartition("_")[2]
    assert secret not in str(list(ApiKey.objects.values()))
    assert secret not in str(list(ModelLogEntry.objects.values()))
    assert secret not in caplog.text


def test_last_use_is_written_once_a_minute(client, time_travel, django_assert_num_queries):
    key, text = make()
    get(client, text)
    key.refresh_from_db()
    first = key.last_used_at
    assert first
    with django_assert_num_queries(1):
        get(client, text)
    time_travel(timezone.now() + timedelta(seconds=61))
    get(client, text)
    key.refresh_from_db()
    assert key.last_used_at > first


@pytest.mark.parametrize(
    ("scopes", "own_site", "may"),
    [
        (["drafts:read"], None, True),
        (["drafts:read"], True, True),
        (["drafts:read"], False, False),
        ([], None, False),
    ],
)
def test_a_scope_counts_on_the_sites_of_the_key(home, rf, scopes, own_site, may):
    sites = {
        None: [],
        True: [home.get_site()],
        False: [Site.objects.create(hostname="b.example", root_page=make_page(home))],
    }
    _key, text = make(scopes=scopes, sites=sites[own_site])
    request = rf.get(SITE, headers={"Authorization": f"Bearer {text}"})
    request.api_key = key_of(request)
    assert allows(request, ApiKey.Scope.DRAFTS) is may
    assert not allows(rf.get(SITE), ApiKey.Scope.DRAFTS)


VIEWERS = ["nobody", "citizen", "Redaktion", "Ehrenamtsagentur", "Leitung", "superuser"]


@pytest.mark.parametrize(("viewer", "status"), zip(VIEWERS, [302, 302, 302, 302, 200, 200], strict=True))
def test_who_opens_the_screens(client, viewer, status):
    key, _text = make()
    if viewer == "superuser":
        client.force_login(make_user(is_superuser=True))
    elif viewer != "nobody":
        client.force_login(make_user(group=None if viewer == "citizen" else viewer))
    for address in (
        reverse("api_keys"),
        reverse("api_key_add"),
        reverse("api_key_revoke", args=[key.pk]),
    ):
        assert client.get(address).status_code == status
    client.post(reverse("api_key_revoke", args=[key.pk]))
    key.refresh_from_db()
    assert key.is_active is (status != 200)
    form = {"name": "Neu", "scopes": ["drafts:read"], "expires_on": "2099-01-01"}
    client.post(reverse("api_key_add"), form)
    assert ApiKey.objects.filter(name="Neu").exists() is (status == 200)


@pytest.fixture
def admin(client):
    user = make_user("chefin", is_superuser=True)
    client.force_login(user)
    return user


def test_a_new_key_is_shown_once_and_works(client, admin):
    form = {"name": "<b>App</b>", "scopes": ["forms:submit"], "expires_on": "2099-01-01"}
    made = client.post(reverse("api_key_add"), form)
    text = made.context["text"]
    html = made.content.decode()
    assert f'value="{text}"' in html
    assert "no-store" in made["Cache-Control"]
    assert "<b>App</b>" not in html
    listed = client.get(reverse("api_keys")).content.decode()
    assert text not in listed
    assert f"es_{ApiKey.objects.get().prefix}_" in listed
    assert get(client, text).status_code == 200
    assert (ApiKey.objects.get().created_by, ApiKey.objects.get().scopes) == (admin, ["forms:submit"])


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "x" * 101},
        {"scopes": []},
        {"scopes": ["alles"]},
        {"expires_on": ""},
        {"expires_on": "2020-01-01"},
        {"expires_on": "\x00"},
    ],
)
def test_a_key_without_name_end_or_purpose_is_not_made(client, admin, changes):
    form = {"name": "App", "scopes": ["drafts:read"], "expires_on": "2099-01-01"} | changes
    assert client.post(reverse("api_key_add"), form).status_code == 200
    assert not ApiKey.objects.exists()


def test_a_key_that_does_not_exist_cannot_be_revoked(client, admin):
    assert client.post(reverse("api_key_revoke", args=[99])).status_code == 404


def test_what_was_done_with_keys_is_logged(client, admin):
    key, _text = make(by=admin)
    for _click in range(2):
        client.post(reverse("api_key_revoke", args=[key.pk]))
    assert list(ModelLogEntry.objects.values_list("action", flat=True).order_by("pk")) == [
        "wagtail.create",
        "api_toolkit.revoke_api_key",
    ]
