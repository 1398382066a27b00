import pytest

pytestmark = pytest.mark.django_db


def test_robots_are_kept_out_of_admin_and_search_and_shown_the_sitemap(client, home):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /suche/",
        "Sitemap: http://testserver/sitemap.xml",
    ]
