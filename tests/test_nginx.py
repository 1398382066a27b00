"""The shipped nginx configuration in front of an application with configurable responses."""

import gzip
import os
import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings

from .support.nginx import (
    SHIPPED,
    check_configuration,
    has_nginx,
    running_nginx,
    running_receiver,
    self_signed,
    write_configuration,
)
from .support.ports import unused_port
from .support.upstream import SHARED, upstream

pytestmark = [pytest.mark.services, pytest.mark.skipif(not has_nginx(), reason="nginx is not installed")]


@pytest.fixture(scope="module")
def app():
    with upstream() as told:
        yield told


@pytest.fixture(scope="module")
def proxy(app, tmp_path_factory):
    folder = tmp_path_factory.mktemp("nginx")
    static = folder / "static"
    (static / "css").mkdir(parents=True)
    (static / "css" / "site.0123456789ab.css").write_text("a{}")
    (static / "css" / "site.0123456789ab.css.gz").write_bytes(gzip.compress(b"a{}"))
    (static / "plain.js").write_text("1")
    media = folder / "data" / "media"
    for name in (
        "images/bild.webp",
        "images/seite.html",
        "original_images/geheim.jpg",
        "documents/geheim.pdf",
    ):
        (media / name).parent.mkdir(parents=True, exist_ok=True)
        (media / name).write_text("x")
    with running_nginx(folder, [app.port], STATIC_ROOT=str(static), DATA_DIR=str(folder / "data")) as nginx:
        yield nginx


@pytest.fixture(autouse=True)
def _fresh(app, proxy):
    app.become()
    proxy.empty()


@pytest.mark.parametrize("tls", [False, True])
def test_nginx_accepts_what_is_shipped(tmp_path, tls):
    more = self_signed(tmp_path) if tls else {}
    servers = "10.0.0.1:8000 10.0.0.2:8000"
    answer = check_configuration(write_configuration(tmp_path, APP_SERVERS=servers, **more))
    assert answer.returncode == 0, answer.stderr
    assert "warn" not in answer.stderr


def test_nginx_listens_for_both_families_where_there_are_two(tmp_path):
    write_configuration(tmp_path, **self_signed(tmp_path))
    written = (tmp_path / "conf.d/engagierte-stadt.conf").read_text()
    listening = set(re.findall(r"listen (\S+?)[ ;]", written))
    assert listening == ({"80", "443", "[::]:80", "[::]:443"} if has_ipv6() else {"80", "443"})


@pytest.mark.parametrize(
    ("said", "listen", "more"),
    [
        # Debian 12's, which knows no directive of that name, and Debian 13's, which warns of the other way.
        ("nginx/1.22.1", "443 ssl http2;", ""),
        ("nginx/1.25.1 (Debian)", "443 ssl;", "http2 on;"),
        ("nginx/1.26.3", "443 ssl;", "http2 on;"),
    ],
)
def test_each_nginx_is_told_of_http_2_in_its_own_way(tmp_path, monkeypatch, said, listen, more):
    nginx = tmp_path / "nginx"
    nginx.write_text(f"#!/bin/sh\necho 'nginx version: {said}' >&2\n")
    nginx.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    write_configuration(tmp_path, **self_signed(tmp_path))
    written = (tmp_path / "conf.d/engagierte-stadt.conf").read_text()
    assert f"listen {listen}" in written
    assert set(re.findall("http2[^;]*;", written)) == {more or "http2;"}


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::", 0))
    except OSError:
        return False
    return True


@pytest.mark.parametrize(
    ("address", "household"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2"),
        ("2001:db8:1:2::6", "2001:db8:1:2"),
        ("2001:db8:1::6", "2001:db8:1:0"),
        ("2001:db8:0:2::6", "2001:db8:0:2"),
        ("2001:db8::6", "2001:db8:0:0"),
        ("2001:db8::5:0:0:6", "2001:db8:0:0"),
        ("2001::6", "2001:0:0:0"),
    ],
)
def test_limits_count_a_household_with_ipv6_as_one(address, household):
    shared = (SHIPPED / "shared.conf.template").read_text()
    rules = re.findall(
        r'^    "~(\^.*)" "?([^";]+)"?;$', shared.partition("$visitor {")[2].partition("}")[0], re.M
    )
    assert len(rules) == 4
    [*_others, (pattern, name)] = [
        rule for rule in reversed(rules) if re.match(rule[0].replace("(?<", "(?P<"), address)
    ]
    found = re.match(pattern.replace("(?<", "(?P<"), address)
    assert re.sub(r"\$(\w+)", lambda word: found[word[1]], name) == household


def test_the_second_visitor_is_answered_from_the_cache(app, proxy):
    first, second = proxy.ask("/a/"), proxy.ask("/a/")
    assert (first.cache, second.cache) == ("MISS", "HIT")
    assert first.body == second.body == app.body
    assert app.paths == ["/a/"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": "sessionid=x"},
        {"Cookie": "a=b; __Host-sessionid=x"},
        {"Authorization": "Bearer es_x"},
        {"Authorization": "Basic x"},
    ],
)
def test_whoever_may_be_known_neither_gets_nor_leaves_anything(app, proxy, headers):
    proxy.ask("/a/", **headers)
    assert proxy.files() == []
    proxy.ask("/a/")
    assert proxy.ask("/a/", **headers).cache == "BYPASS"
    assert app.asked[-1][1].keys() >= {name.lower() for name in headers}


def test_the_cookie_it_knows_is_the_one_that_the_site_sets():
    assert settings.SESSION_COOKIE_NAME == "sessionid"


@pytest.mark.parametrize(
    "query",
    [
        *("preview=draft", "a=b&preview=x", "q=Schulden", "seite=2&q=x", "search=Schulden"),
        *(
            "%71=Schulden",
            "a=b&%71=x",
            "%71%3D=x&%71=y",
            "p%72eview=draft",
            "previe%77=x",
            "s%65arch=x",
            "utm_a=1&%71=x",
        ),
    ],
)
def test_previews_and_what_people_type_are_not_kept(app, proxy, query):
    for _time in range(2):
        assert proxy.ask(f"/a/?{query}").cache == "BYPASS"
    assert proxy.files() == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Set-Cookie": "sessionid=secret"},
        {"Cache-Control": "private, no-cache"},
        {"Cache-Control": "public, no-cache"},
        {"Cache-Control": "no-store"},
        {"Cache-Control": ""},
    ],
)
def test_what_is_not_for_everybody_is_not_kept(app, proxy, headers):
    app.become(headers=headers)
    proxy.ask("/a/")
    assert proxy.ask("/a/").cache == "MISS"
    assert proxy.files() == []


@pytest.mark.parametrize("status", [301, 302, 403, 404, 410, 500, 503])
def test_errors_without_permission_are_not_kept(app, proxy, status):
    app.become(status=status, headers={"Cache-Control": ""})
    proxy.ask("/a/")
    assert proxy.ask("/a/").cache == "MISS"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_only_reading_is_kept(app, proxy, method):
    proxy.ask("/a/", method, b"")
    assert proxy.files() == []


@pytest.mark.parametrize("method", ["PURGE", "TRACE", "PROPFIND"])
def test_nobody_outside_may_drop_anything(app, proxy, method):
    proxy.ask("/a/")
    assert proxy.ask("/a/", method).status == 405
    assert proxy.ask("/a/").cache == "HIT"


def test_head_and_get_share_an_answer(app, proxy):
    head = proxy.ask("/a/", "HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(app.body)))
    assert proxy.ask("/a/").body == app.body
    assert len(app.asked) == 1


def test_fifty_at_once_are_one_question(app, proxy):
    app.become(delay=0.3)
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: proxy.ask("/voll/"), range(50)))
    assert {answer.body for answer in answers} == {app.body}
    assert len(app.asked) == 1


def test_while_it_is_made_anew_visitors_get_what_is_there(app, proxy):
    app.become(headers={"Cache-Control": "public, s-maxage=1, stale-while-revalidate=60"})
    proxy.ask("/a/")
    _let_it_expire()
    app.become(body=b"neu", delay=0.5)
    begin = time.monotonic()
    assert proxy.ask("/a/").body == b"Guten Tag"
    assert time.monotonic() - begin < 0.4
    _wait_for(lambda: proxy.ask("/a/").body == b"neu")
    assert len(app.asked) == 1


def _let_it_expire():
    """Its times are in whole seconds."""
    time.sleep(2.1)


def _wait_for(is_true, seconds: float = 5):
    ends_at = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < ends_at
        time.sleep(0.05)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_an_expired_answer_is_better_than_an_error(app, proxy, status):
    app.become(headers={"Cache-Control": "public, s-maxage=1"})
    proxy.ask("/a/")
    _let_it_expire()
    app.become(status=status, headers={"Cache-Control": "no-store"})
    answer = proxy.ask("/a/")
    assert (answer.status, answer.cache, answer.body) == (200, "STALE", b"Guten Tag")


@pytest.mark.parametrize("status", [404, 410, 403])
def test_what_is_gone_is_not_kept_alive(app, proxy, status):
    app.become(headers={"Cache-Control": "public, s-maxage=1"})
    proxy.ask("/a/")
    _let_it_expire()
    app.become(status=status, headers={"Cache-Control": "no-store"})
    assert proxy.ask("/a/").status == status


def test_what_has_not_changed_travels_once(app, proxy):
    app.become(headers={"Cache-Control": SHARED, "ETag": '"1"'})
    proxy.ask("/a/")
    answer = proxy.ask("/a/", If_None_Match='"1"')
    assert (answer.status, answer.body, answer.cache) == (304, b"", "HIT")


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/daten/verzeichnis.csv",
            "/en/daten/mithilfe.json",
            "/de-simple/daten/geloescht.json",
            "/catalog.ttl",
        ),
        *(
            "/api/hsds/v3/services",
            "/api/hsds/v3/",
            "/api/v1/organisations.csv",
            "/api/v1/organisations.jsonl?q=x",
        ),
        "/eintrag/7d2a8b1e-0000-4000-8000-000000000000/kalender.ics",
        "/daten/verzeichnis.geojson?bezirk=mitte",
    ],
)
def test_open_data_which_is_never_kept_is_asked_for_by_the_visitors_tag(app, proxy, path):
    app.become(status=304, body=b"", headers={"Cache-Control": "public, no-cache", "ETag": 'W/"1"'})
    answer = proxy.ask(path, If_None_Match='W/"1"')
    assert (answer.status, answer.body, answer.cache) == (304, b"", "")
    assert app.asked[0][1]["if-none-match"] == 'W/"1"'


@pytest.mark.parametrize("path", ["/daten/", "/en/daten/", "/api/v1/organisations/", "/api/v1/openapi.json"])
def test_pages_about_open_data_are_kept(app, proxy, path):
    proxy.ask(path)
    assert proxy.ask(path).cache == "HIT"


def test_an_expired_answer_is_asked_for_by_its_tag(app, proxy):
    app.become(headers={"Cache-Control": "public, s-maxage=1", "ETag": '"1"'})
    proxy.ask("/a/")
    _let_it_expire()
    app.become(status=304, body=b"", headers={"ETag": '"1"'})
    answer = proxy.ask("/a/")
    assert (answer.status, answer.body, answer.cache) == (200, b"Guten Tag", "REVALIDATED")
    assert app.asked[0][1]["if-none-match"] == '"1"'


def test_a_packed_answer_lies_there_once_for_everybody(app, proxy):
    page = b"<p>Hallo</p>" * 200
    app.become(body=gzip.compress(page), headers={"Content-Encoding": "gzip", "Vary": "Accept-Encoding"})
    packed = proxy.ask("/a/", Accept_Encoding="br, gzip")
    plain = proxy.ask("/a/", Accept_Encoding="identity")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body == page
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert len(app.asked) == len(proxy.files()) == 1
    assert app.asked[0][1]["accept-encoding"] == "gzip"


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-Host": "evil.example"},
        {"X-Forwarded-Proto": "https"},
        {"X-Forwarded-For": "6.6.6.6"},
        {"X-Forwarded-Port": "666"},
        {"Forwarded": "host=evil.example"},
        {"X-Request-ID": "evil"},
        {"Proxy": "evil.example"},
        {"Range": "bytes=0-1"},
        {"If-None-Match": '"evil"'},
        {"Accept-Encoding": "evil"},
    ],
)
def test_headers_of_a_visitor_do_not_reach_what_all_get(app, proxy, headers):
    proxy.ask("/a/", **headers)
    name, value = next(iter(headers.items()))
    assert app.asked[0][1].get(name.lower(), "") != value
    assert proxy.ask("/a/").body == b"Guten Tag"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("/a%3Fb=1", "/a?b=1"),
        ("/a%2Fb/", "/a/b/"),
        ("/a/?x=1&y=2", "/a/?y=2&x=1"),
        ("//a/", "/a/"),
        ("/A/", "/a/"),
        ("/a/%20", "/a/"),
        ("/a/?x=1%20", "/a/?x=1"),
    ],
)
def test_another_address_is_another_answer_and_asked_for_as_it_is(app, proxy, first, second):
    proxy.ask(first)
    app.become(body=b"anders")
    assert proxy.ask(second).body == b"anders"
    assert app.paths == [second]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:666", "127.0.0.1.", "EVIL"])
def test_another_host_is_another_answer(app, proxy, host):
    proxy.ask("/a/", Host=host)
    asked_for = app.asked[0][1]["host"]
    app.become(body=b"anders")
    answer = proxy.ask("/a/")
    # Nobody listens on that port, and it is not passed on.
    assert answer.body == b"anders" or asked_for == proxy.host


@pytest.mark.parametrize(
    "query", ["utm_source=a", "fbclid=1&utm_medium=b", "gclid=x&", "", "mtm_campaign=%26q%3D1"]
)
def test_what_counts_clicks_is_the_same_page(app, proxy, query):
    proxy.ask("/a/")
    assert proxy.ask(f"/a/?{query}").cache == "HIT"
    assert app.paths == ["/a/"]


def test_made_up_parameters_do_not_drive_out_pages(app, proxy):
    proxy.ask("/a/")
    proxy.ask("/a/?x=1")
    rooms = {file.relative_to(proxy.folder / "cache").parts[0] for file in proxy.files()}
    assert rooms == {"pages", "lists"}


def test_each_request_has_a_name_of_its_own(app, proxy):
    app.become(headers={"X-Request-ID": "of-the-first"})
    first, second = proxy.ask("/a/"), proxy.ask("/a/")
    assert re.fullmatch(r"[0-9a-f]{32}", first.headers["x-request-id"])
    assert first.headers["x-request-id"] != second.headers["x-request-id"]
    assert app.asked[0][1]["x-request-id"] == first.headers["x-request-id"]


def test_addresses_and_secrets_stay_out_of_the_log(app, proxy):
    proxy.ask("/meine-daten/geheimer-schluessel/?q=Ruth", User_Agent="Ruths Telefon")
    proxy.ask("/en/eintrag/aendern/geheimer-schluessel/")
    _wait_for(lambda: "eintrag" in (proxy.folder / "engagierte-stadt.json.log").read_text())
    log = (proxy.folder / "engagierte-stadt.json.log").read_text()
    assert "geheim" not in log
    assert "Ruth" not in log
    assert "127.0.0.1" not in log.replace(f"127.0.0.1:{app.port}", "")


def test_static_files_come_from_the_disk_for_ever_and_packed(app, proxy):
    answer = proxy.ask("/static/css/site.0123456789ab.css", Accept_Encoding="gzip")
    assert (answer.status, answer.headers["content-encoding"]) == (200, "gzip")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/css"
    assert proxy.ask("/static/plain.js").headers["cache-control"] == "public, max-age=3600"
    assert app.asked == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/media/images/bild.webp", 200),
        ("/media/original_images/geheim.jpg", 404),
        ("/media/documents/geheim.pdf", 404),
        ("/media/images/../documents/geheim.pdf", 404),
        ("/media/images/%2e%2e/documents/geheim.pdf", 404),
        ("/static/../data/media/documents/geheim.pdf", 200),
        ("/static../data/media/documents/geheim.pdf", 200),
        ("/metrics", 404),
        ("/readyz", 404),
    ],
)
def test_only_public_files_leave(app, proxy, path, status):
    answer = proxy.ask(path)
    assert answer.status == status
    # The application sees every request as it was sent.
    assert answer.body in {b"x", app.body} if status == 200 else answer.body != b"x"


def test_media_never_run_as_pages(proxy):
    answer = proxy.ask("/media/images/seite.html")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_form_that_is_too_large_is_refused(app, proxy):
    connection = socket.create_connection(("127.0.0.1", proxy.port), timeout=5)
    with connection:
        connection.sendall(b"POST /a/ HTTP/1.1\r\nHost: x\r\nContent-Length: 70000000\r\n\r\n")
        assert b" 413 " in connection.recv(1000)
    assert app.asked == []


def test_half_open_requests_disturb_nobody(app, proxy):
    slow = []
    for _number in range(60):
        slow.append(socket.create_connection(("127.0.0.1", proxy.port), timeout=5))
        slow[-1].sendall(b"POST /a/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nnur-der-Anfang")
    try:
        assert proxy.ask("/a/").status == 200
        assert app.paths == ["/a/"]
    finally:
        for connection in slow:
            connection.close()


def test_purging_drops_what_names_a_key_and_what_names_none(app, proxy):
    for path, keys in (("/a/", "page-1 news"), ("/b/", "page-2"), ("/c/", "")):
        app.become(headers={"Surrogate-Key": keys} if keys else {})
        proxy.ask(path)
    assert proxy.purge(keys="page-1 events") == 204
    assert [proxy.ask(path).cache for path in ("/a/", "/b/", "/c/")] == ["MISS", "HIT", "MISS"]


def test_purging_the_site_drops_everything(app, proxy):
    app.become(headers={"Surrogate-Key": "image-3"})
    proxy.ask("/a/")
    proxy.purge(keys="site news")
    assert proxy.ask("/a/").cache == "MISS"


@pytest.mark.parametrize(
    ("purged", "left"),
    [
        ("/a/", {"/a/?x=1", "/a/b/", "/c/"}),
        ("/a/?*", {"/a/", "/a/b/", "/c/"}),
        ("/a/*", {"/c/"}),
        ("/*", set()),
        ("/nichts/", {"/a/", "/a/?x=1", "/a/b/", "/c/"}),
    ],
)
def test_purging_an_address(app, proxy, purged, left):
    paths = ("/a/", "/a/?x=1", "/a/b/", "/c/")
    for path in paths:
        proxy.ask(path)
    proxy.purge(purged)
    assert {path for path in paths if proxy.ask(path).cache == "HIT"} == left


def test_another_towns_answers_stay(app, proxy):
    proxy.ask("/a/")
    proxy.purge("/*", host="anderswo.example")
    assert proxy.ask("/a/").cache == "HIT"


def test_an_answer_that_was_begun_before_is_dropped_too(app, proxy):
    app.become(body=b"alt", delay=0.5, headers={"Surrogate-Key": "page-1"})
    port = unused_port()
    with running_receiver(proxy.folder, port, again_for=3) as receiver, ThreadPoolExecutor(1) as pool:
        receiver.wait_for(lambda: _listens(port), 10)
        slow = pool.submit(proxy.ask, "/a/")
        _wait_for(lambda: app.asked)
        proxy.purge(keys="page-1", port=port)
        app.become(body=b"neu")
        assert slow.result().body == b"alt"
        _wait_for(lambda: proxy.ask("/a/").body == b"neu", seconds=1.5)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_sign_ins_from_one_address_are_bounded_in_words(app, proxy):
    statuses = [proxy.ask("/admin/login/", "POST").status for _ in range(40)]
    assert set(statuses[:31]) == {200}
    refused = proxy.ask("/admin/login/", "POST")
    assert (refused.status, refused.headers["retry-after"]) == (429, "60")
    assert "sehr viele Anfragen" in refused.body.decode()
    assert proxy.ask("/admin/login/").status == 200
    assert proxy.ask("/kontakt/", "POST").status == 200
