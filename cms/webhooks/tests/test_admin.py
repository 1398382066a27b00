"""The admin screens: who may open them, what they show, and what they never show."""

import pytest

from cms.webhooks.models import WebhookEndpoint, WebhookMessage
from tests.support.making import make_page, make_user

pytestmark = pytest.mark.django_db
LIST, LOG, NEW = "/admin/webhooks/", "/admin/webhooks-protokoll/", "/admin/webhooks/new/"
EVIL = "<script>alert(1)</script>"


@pytest.fixture
def admin(client):
    client.force_login(make_user("chef", is_superuser=True))
    return client


def addresses(endpoint):
    return [
        LIST,
        LOG,
        NEW,
        f"/admin/webhooks/edit/{endpoint.pk}/",
        f"/admin/webhooks-geheimnis/{endpoint.pk}/",
    ]


@pytest.mark.parametrize(("role", "status"), [(None, 302), ("Redaktion", 302), ("Leitung", 200)])
def test_only_the_head_of_the_office_sees_webhooks(client, make_endpoint, role, status):
    endpoint = make_endpoint()
    if role:
        client.force_login(make_user(group=role))
    for address in addresses(endpoint):
        answer = client.get(address)
        assert (address, answer.status_code) == (address, status)
        if status == 302 and not role:
            assert answer["Location"].startswith("/admin/login/")
    if role == "Redaktion":
        assert client.post(f"/admin/webhooks-geheimnis/{endpoint.pk}/").status_code == 302
        assert client.post(LOG, {"message": "1"}).status_code == 302
        salt = endpoint.salt
        endpoint.refresh_from_db()
        assert endpoint.salt == salt


def test_a_new_webhook_shows_its_secret_once(admin, home):
    data = {
        "name": "Landkreis",
        "url": "https://example.org/e",
        "events": ["page.published"],
        "is_active": "on",
    }
    answer = admin.post(NEW, data, follow=True)
    endpoint = WebhookEndpoint.objects.get()
    assert endpoint.secret in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    address = f"/admin/webhooks-geheimnis/{endpoint.pk}/"
    assert endpoint.secret not in admin.get(address).content.decode()
    assert endpoint.secret not in admin.get(f"/admin/webhooks/edit/{endpoint.pk}/").content.decode()
    old = endpoint.secret
    answer = admin.post(address, follow=True)
    endpoint.refresh_from_db()
    assert endpoint.secret != old
    assert endpoint.secret in answer.content.decode()


@pytest.mark.parametrize(
    "url", ["https://10.0.0.1/", "http://example.org/", "https://[::1]/", "https://2130706433/"]
)
def test_an_address_inside_is_refused_with_a_reason(admin, home, url):
    answer = admin.post(NEW, {"name": "X", "url": url, "events": ["page.published"], "is_active": "on"})
    assert answer.status_code == 200
    assert not WebhookEndpoint.objects.exists()
    assert "error-message" in answer.content.decode()


def test_names_and_titles_are_text(admin, make_endpoint, home):
    endpoint = make_endpoint(name=EVIL, url="https://example.org/?<script>alert(1)</script>")
    make_page(home, EVIL)
    for address in addresses(endpoint):
        assert EVIL not in admin.get(address).content.decode()


def test_a_message_is_sent_again_under_its_key(admin, make_endpoint, home):
    make_endpoint()
    make_page(home, "Neu")
    message = WebhookMessage.objects.get()
    WebhookMessage.objects.update(state="failed")
    page = admin.get(LOG).content.decode()
    assert "http://testserver/neu/" in page
    answer = admin.post(LOG, {"message": str(message.pk)})
    assert answer.status_code == 302
    again = WebhookMessage.objects.get()
    assert (again.state, again.key) == ("waiting", message.key)


@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 30, "1\x00"])
def test_what_is_no_message_does_nothing(admin, make_endpoint, value):
    assert admin.post(LOG, {"message": value}).status_code == 302
    assert admin.get(LOG, {"endpoint": value, "state": value}).status_code == 200


def test_the_api_describes_what_is_sent(client, home):
    document = client.get("/api/v1/openapi.json").json()
    assert set(document["webhooks"]) >= {"page.published", "organisation.deleted"}
    reference = document["webhooks"]["page.published"]["post"]["requestBody"]
    assert reference["content"]["application/json"]["schema"]["$ref"].endswith("/WebhookPageEvent")
    assert "includes_below" in document["components"]["schemas"]["WebhookPage"]["properties"]
