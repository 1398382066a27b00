"""The Content Security Policy of every response."""

import pytest

from tests.support.making import make_document, make_user

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


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("bild.webp", "image/webp"),
        ("bild.jpg", "image/jpeg"),
        ("seite.html", "application/octet-stream"),
        ("seite.xhtml", "application/octet-stream"),
        ("bild.svg", "application/octet-stream"),
        ("code.js", "application/octet-stream"),
        ("feed.xml", "application/octet-stream"),
        ("ohne", "application/octet-stream"),
    ],
)
def test_no_file_of_the_public_folder_runs_as_a_page(client, home, settings, name, kind):
    if settings.S3_BUCKET:
        pytest.skip("The bucket serves them.")
    path = settings.MEDIA_ROOT / "images" / name
    path.parent.mkdir(parents=True)
    path.write_text("<script>alert(1)</script>")
    response = client.get(f"/media/images/{name}")
    assert response["Content-Type"] == kind
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response[HEADER] == "default-src 'none'; sandbox"


def test_refused_file_allows_nothing_inline(client, home, settings):
    response = client.get("/media/images/..%2fsecret_key")
    # On disk the name points elsewhere; in a bucket no file has it.
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
