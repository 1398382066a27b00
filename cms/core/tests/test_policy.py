"""The Content Security Policy of every answer."""

import pytest

from .making import make_document, make_user

pytestmark = pytest.mark.django_db
HEADER = "Content-Security-Policy"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/suche/", 200),
        ("/robots.txt", 200),
        ("/sitemap.xml", 200),
        ("/design/0a5663.css", 200),
        ("/gibt-es-nicht/", 404),
    ],
)
def test_public_answer_allows_nothing_inline(client, home, path, status):
    response = client.get(path)
    assert response.status_code == status
    assert "default-src 'self'" in response[HEADER]
    assert "unsafe" not in response[HEADER]


def test_refused_file_allows_nothing_inline(client, home, settings):
    response = client.get("/media/images/..%2fsecret_key")
    # On the disk the name leads elsewhere; in a bucket no file has it.
    assert response.status_code == (404 if settings.S3_BUCKET else 400)
    assert "default-src 'self'" in response[HEADER]
    assert "unsafe" not in response[HEADER]


def test_fault_allows_nothing_inline(client, home, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("home.views.Search", None)
    response = client.get("/suche/?q=a")
    assert response.status_code == 500
    assert "unsafe" not in response[HEADER]


def test_unknown_host_gets_the_policy_too(client, home, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "default-src 'self'" in response[HEADER]


def test_admin_runs_its_own_inline_scripts_and_nobody_elses(client, home, settings):
    client.force_login(make_user("leitung", group="Leitung"))
    policy = client.get("/admin/")[HEADER]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert "http" not in policy.replace(f"{settings.S3_PUBLIC_URL}/", "")


def test_download_may_do_nothing_at_all(client, home):
    assert client.get(make_document().url)[HEADER] == "default-src 'none'; sandbox"
