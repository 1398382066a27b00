"""Hostile requests to every public address: a clear refusal or the page, never a server error."""

import pytest
from django.db import transaction
from django.urls import reverse
from wagtail.models import PageViewRestriction

from directory.tests.factories import make_category, make_district, make_openings_page
from events.tests.making import make_event, make_event_index
from forms_app.tests.making import make_form_page, make_registration_page
from news.tests.making import make_news, make_news_index
from strategy.tests.making import make_field, make_overview
from tests.support.making import make_document, make_home, make_image, make_page

pytestmark = pytest.mark.django_db

BIDI = "\u202e\u2066\ufeff"
TEXTS = {
    "NUL": "a\x00b",
    "direction marks": f"{BIDI}abc",
    "100 KB": "ä" * 50_000,
    "many words": "a " * 20_000,
    "huge number": "9" * 30,
    "negative number": "-" + "9" * 30,
    "Arabic digits": "١٢٣",
    "line ends": "a\r\nSet-Cookie: b=c",
    "search operators": 'AND OR NOT NEAR( " * ^ ( ) : - + %',
    "markup": "<script>alert(1)</script>",
    "template": "{{ 7|add:7 }}{% now 'Y' %}",
    "emoji": "👩‍🚒" * 200,
    "combining marks": "a" + "\u0301" * 10_000,
    "nothing": "",
}
PARAMETERS = [
    "q",
    "art",
    "seite",
    "jahr",
    "kategorie",
    "stadtteil",
    "zielgruppe",
    "wochentag",
    "hilfe",
    "zeit",
    "status",
    "nr",
]
# Invalid encodings: a lone surrogate, a bad percent sign, overlong and broken UTF-8.
RAW_QUERIES = ["q=%ED%A0%80", "q=%", "q=%zz", "q=%C0%80", "q=%ff%fe", "&&&==&", "q[]=1&q[a]=2", "%00=%00"]
RAW_PATHS = [
    "/%00",
    "/%ED%A0%80/",
    "/%ff/",
    "/" + "a/" * 500,
    "/" + "ä" * 3000 + "/",
    "/../../etc/passwd",
]
METHODS = ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "POST", "PROPFIND", "LÄRM"]
HOSTS = [
    "evil.example",
    "testserver:99999999999999999999",
    "testserver:0",
    "testserver:abc",
    "testserver@evil.example",
    "[::1",
    "a" * 10_000,
    "testserver\r\nX: y",
    "",
    ".",
]


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    """The addresses of a page of each kind; built once, since nothing here changes them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_town()
        transaction.set_rollback(True)


def make_town() -> dict[str, str]:
    home = make_home()
    directory = make_page(home, "Verzeichnis", "directory.DirectoryPage", slug="verzeichnis")
    entry = {"main_category": make_category(), "districts": [make_district()], "summary": "Wir singen."}
    protected = make_page(home, "Geschützt", slug="geschuetzt")
    restriction = PageViewRestriction.objects.create(
        page=protected, restriction_type="password", password="geheim-geheim"
    )
    news, events, fields = make_news_index(home), make_event_index(home), make_overview(home)
    event = make_event(events, slug="termin")
    pages = [
        *(home, directory, protected, news, events, fields, event, make_news(news), make_field(fields)),
        make_page(directory, "Chor", "directory.OrganisationPage", email="chor@example.org", **entry),
        make_openings_page(directory),
        make_form_page(home, slug="kontakt", consent_text="Ich stimme zu."),
        make_registration_page(home, slug="anmelden"),
    ]
    return {type(page).__name__: page.url for page in pages} | {
        "thanks": "/kontakt/danke/",
        "feed": news.feed_url,
        "calendar": events.calendar_url,
        "calendar of one": event.calendar_url,
        "password": reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, protected.pk]),
    }


ALWAYS_THERE = {
    "search": "/suche/",
    "robots": "/robots.txt",
    "sitemap": "/sitemap.xml",
    "icon": "/favicon.ico",
    "colour": "/design/0a5663.css",
    "colour of the admin": "/design/0a5663-admin.css",
    "login": "/_util/login/",
    "another language": "/en/suche/",
    "password of nothing": f"/_util/authenticate_with_password/{'9' * 30}/{'9' * 30}/",
    "password of no document": f"/dokumente/authenticate_with_password/{'9' * 30}/",
    "no document": f"/dokumente/{'9' * 30}/a.pdf",
    "no page": "/gibt-es-nicht/",
    "no colour": "/design/%00.css",
}


@pytest.fixture
def addresses(town, db) -> dict[str, str]:
    """Every public address. Files are made again, since each test has its own media folder."""
    files = {"document": make_document().url, "rendition": make_image().get_rendition("width-20").url}
    return town | ALWAYS_THERE | files


@pytest.fixture
def faults(client, addresses):
    """Send something to every address; return those that failed."""
    client.raise_request_exception = False

    def faults_of(send) -> list[str]:
        answers = {name: send(address).status_code for name, address in addresses.items()}
        return [f"{name}: {status}" for name, status in answers.items() if status >= 500]

    return faults_of


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_text_in_every_parameter_is_no_fault(client, faults, text):
    query = dict.fromkeys(PARAMETERS, text)
    assert faults(lambda address: client.get(address, query)) == []


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_text_in_every_field_is_no_fault(client, faults, text):
    names = [
        "name",
        "e_mail",
        "nachricht",
        "password",
        "return_url",
        "username",
        "next",
        "form-ticket",
        "home-page",
    ]
    names += ["main_category", "district", "contact_email", "phone", "website", "privacy-consent", text]
    assert faults(lambda address: client.post(address, dict.fromkeys(names, text))) == []


@pytest.mark.parametrize("query", RAW_QUERIES)
def test_bytes_in_the_query_are_no_fault(client, faults, query):
    assert faults(lambda address: client.get(f"{address}?{query}")) == []


@pytest.mark.parametrize("path", RAW_PATHS)
def test_strange_path_is_not_found(client, town, path):
    client.raise_request_exception = False
    assert client.get(path).status_code in {301, 400, 404}


@pytest.mark.parametrize("method", METHODS)
def test_strange_method_is_no_fault(client, faults, method):
    assert faults(lambda address: client.generic(method, address)) == []


@pytest.mark.parametrize("host", HOSTS)
def test_strange_host_is_no_fault(client, faults, settings, host):
    settings.ALLOWED_HOSTS = ["testserver"]
    assert faults(lambda address: client.get(address, headers={"host": host})) == []


BODIES = {
    "no boundary": ("multipart/form-data", b"abc"),
    "cut off": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb',
    ),
    "no name": (
        "multipart/form-data; boundary=x",
        b"--x\r\nContent-Disposition: form-data\r\n\r\nb\r\n--x--\r\n",
    ),
    "wrong base64": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n!\r\n--x--\r\n",
    ),
    "file for text": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="nachricht"; filename="../a\x00"\r\n\r\nb\r\n--x--\r\n',
    ),
    "boundary not ASCII": ("multipart/form-data; boundary=ä", b"--x--"),
    "too many fields": ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(11_000))),
    "too long": ("application/x-www-form-urlencoded", b"a=" + b"b" * 3_000_000),
    "unknown charset": ("application/x-www-form-urlencoded; charset=base64", b"a=b"),
    "JSON": ("application/json", b"{"),
    "no kind": ("", b"\x00\xff"),
}


@pytest.mark.parametrize(("kind", "body"), BODIES.values(), ids=BODIES)
def test_strange_body_is_no_fault(client, faults, kind, body):
    assert faults(lambda address: client.generic("POST", address, body, kind)) == []


HEADERS = {
    "language": {"accept-language": "de;q=NaN, " + "x" * 5000},
    "cookie": {"cookie": 'sessionid="\\000aaaaaaaaaa"; csrftoken=\x7f; ' + "a=b; " * 2000},
    "date": {"if-modified-since": "Sat, 99 Foo 9999 99:99:99 GMT"},
    "tag": {"if-none-match": '"' + "x" * 5000},
    "range": {"range": "bytes=9999999999999999999999-a"},
    "length": {"content-length": "-5"},
    "referrer": {"referer": "http://[::1"},
    "origin": {"origin": "null"},
    "forwarded": {"x-forwarded-host": "evil.example", "x-forwarded-proto": "gopher"},
}


def test_cookie_with_nul_is_refused(client, town, db):
    # Only PostgreSQL would fail on it, and this may run on SQLite.
    answer = client.get("/", headers={"cookie": HEADERS["cookie"]["cookie"]})
    assert answer.status_code == 400


@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
def test_strange_header_is_no_fault(client, faults, headers):
    assert faults(lambda address: client.get(address, headers=headers)) == []
    assert faults(lambda address: client.post(address, headers=headers)) == []
