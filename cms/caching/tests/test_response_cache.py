"""What the response cache stores, for whom, and for how long."""

import gzip

import pytest
from django.core.cache import caches
from wagtail.models import PageViewRestriction

from cms.caching import response_cache
from cms.caching.content_version import VERSION_KEY, refresh_content
from tests.support.making import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(home):
    return make_page(home, "Über uns")


def test_the_second_answer_is_the_same_and_needs_no_django(server, page):
    first, second = server.get(page.url), server.get(page.url)
    assert server.asked == 1
    assert second == first
    assert first[0] == 200
    assert first[1]["Content-Length"] == str(len(first[2]))
    assert "Content-Security-Policy" in second[1]


def test_an_answer_of_the_api_is_kept_too(server, home):
    server.get("/api/v1/site/")
    asked = server.asked
    assert server.get("/api/v1/site/")[0] == server.get("/api/v1/site/")[0] == 200
    assert server.asked <= asked + 1


def test_browsers_get_it_packed_and_others_plain(server, page):
    plain = server.get(page.url)
    packed = server.get(page.url, accept_encoding="br, gzip")
    refused = server.get(page.url, accept_encoding="gzip;q=0, identity")
    assert packed[1]["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed[2]) == plain[2] == refused[2]
    assert packed[1]["Vary"] == plain[1]["Vary"] == "Accept-Encoding"
    assert "Content-Encoding" not in plain[1]


def test_what_has_not_changed_is_not_sent_again(server, page):
    etag = server.get(page.url, accept_encoding="gzip")[1]["ETag"]
    status, headers, body = server.get(page.url, accept_encoding="gzip", if_none_match=etag)
    assert (status, body, headers["ETag"]) == (304, b"", etag)
    assert server.get(page.url, if_none_match="*")[0] == 304
    assert server.get(page.url, if_none_match='"other"')[0] == 200


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
@pytest.mark.parametrize("path", ["/", "/api/v1/site/", "/api/v1/organisations/", "/api/v1/forms/?locale=en"])
def test_a_304_has_every_header_that_is_not_about_the_body(server, home, path, encoding):
    """Scripts of other sites may not read one without its CORS headers."""
    left_out = {"Content-Type", "Content-Length", "Content-Encoding", "X-Request-ID"}
    server.get(path)
    for is_kept in (False, True):
        full = server.get(path, accept_encoding=encoding)[1]
        if not is_kept:
            refresh_content()
        status, headers, _body = server.get(path, accept_encoding=encoding, if_none_match=full["ETag"])
        assert status == 304
        assert headers == {name: value for name, value in full.items() if name not in left_out}


def test_head_gets_the_headers_of_the_same_answer(server, page):
    kept = server.get(page.url)
    status, headers, body = server.get(page.url, method="HEAD")
    assert (status, body, headers) == (200, b"", kept[1])
    assert server.asked == 1


def test_a_head_request_leaves_nothing_for_get(server, page):
    server.get(page.url, method="HEAD")
    assert server.get(page.url)[2]


def test_after_a_change_everything_is_made_anew(server, page, django_capture_on_commit_callbacks):
    server.get(page.url)
    with django_capture_on_commit_callbacks(execute=True):
        page.title = "Anders"
        page.save_revision().publish()
    assert b"Anders" in server.get(page.url)[2]


@pytest.mark.parametrize("kind", [PageViewRestriction.PASSWORD, PageViewRestriction.LOGIN])
def test_a_page_that_becomes_private_is_gone_at_once(server, page, kind, django_capture_on_commit_callbacks):
    before = server.get(page.url)[2]
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=page, restriction_type=kind, password="geheim")
    after = server.get(page.url)
    assert after[2] != before
    assert "public" not in after[1].get("Cache-Control", "")
    server.get(page.url)
    assert server.asked == 3


def test_an_answer_that_was_begun_before_a_change_is_not_kept_after_it(
    server, page, django_capture_on_commit_callbacks
):
    django = server.application.application

    def changed_meanwhile(environ, start_response):
        body = django(environ, start_response)
        with django_capture_on_commit_callbacks(execute=True):
            refresh_content()
        return body

    server.application.application = changed_meanwhile
    server.get(page.url)
    server.get(page.url)
    assert server.asked == 2


@pytest.mark.parametrize(
    "headers",
    [{"cookie": "a=b; sessionid=x"}, {"cookie": "__Host-sessionid=x"}, {"authorization": "Bearer x"}],
)
def test_whom_we_may_know_is_never_answered_from_it(server, page, headers):
    server.get(page.url)
    server.get(page.url, **headers)
    assert server.asked == 2


@pytest.mark.parametrize(
    "headers", [{"cookie": "csrftoken=" + "x" * 32}, {"accept_language": "en"}, {"user_agent": "evil"}]
)
def test_headers_on_which_nothing_depends_change_nothing(server, page, headers):
    assert server.get(page.url, **headers) == server.get(page.url)
    assert server.asked == 1


@pytest.mark.parametrize("name", ["host", "x_forwarded_host", "x_forwarded_proto"])
def test_another_host_or_protocol_is_another_answer(server, page, name):
    server.get(page.url, **{name: "evil.example"})
    answer = server.get(page.url)
    assert server.asked == 2
    assert b"evil" not in answer[2]


def test_parameters_and_escaped_signs_are_told_apart(server, page):
    server.get(page.url)
    server.get(f"{page.url}?a=1")
    server.get(f"{page.url}%3Fa=1")
    assert server.asked == 3
    assert server.get(f"{page.url}%3Fa=1")[0] == 404


def test_made_up_parameters_do_not_drive_out_pages(server, page, monkeypatch):
    monkeypatch.setattr(response_cache, "BYTES_OF_EACH_ROOM", 60_000)
    server.get(page.url)
    for number in range(30):
        server.get(f"{page.url}?x={number}")
    assert all(room.size <= 60_000 for room in server.application.rooms.values())
    asked = server.asked
    server.get(page.url)
    assert server.asked == asked
    server.get(f"{page.url}?x=0")
    assert server.asked == asked + 1


def test_what_is_a_minute_old_is_made_anew_unless_that_fails(server, page, monkeypatch):
    kept = server.get(page.url)
    monkeypatch.setattr(response_cache, "SECONDS", -1)
    refresh = server.get(f"{page.url}?x=1")
    assert server.get(f"{page.url}?x=1") == refresh
    assert server.asked == 3

    def broken(environ, start_response):
        start_response("503 Service Unavailable", [])
        return [b"away"]

    server.application.application = broken
    assert server.get(f"{page.url}?x=1") == refresh
    assert server.get(page.url) == kept
    assert server.get("/anderswo/")[0] == 503


def test_after_an_outage_of_the_shared_cache_nothing_old_is_left(server, page):
    server.get(page.url)
    versions, version = caches["versions"], caches["versions"].get(VERSION_KEY)
    versions.delete(VERSION_KEY)
    server.application.application = lambda environ, start_response: start_response("200 OK", []) or [b"new"]
    assert server.get(page.url)[2] == b"new"
    versions.set(VERSION_KEY, version, None)
    assert server.get(page.url)[2] == b"new"


@pytest.mark.parametrize("path", ["/gibt-es-nicht/", "/admin/login/", "/suche/?q=x", "/robots.txt"])
def test_what_does_not_ask_for_it_is_not_kept(server, home, path):
    server.get(path)
    server.get(path)
    assert server.asked == 2
