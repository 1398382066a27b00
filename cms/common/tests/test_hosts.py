"""Names with umlauts, both ways."""

import pytest

from cms.common.client_address import client_address
from cms.common.hosts import ascii_host, ascii_url, readable_host, readable_url


@pytest.mark.parametrize(
    ("typed", "known", "shown"),
    [
        ("köln.example", "xn--kln-sna.example", "köln.example"),
        ("KÖLN.Example", "xn--kln-sna.example", "köln.example"),
        ("ko\u0308ln.example", "xn--kln-sna.example", "köln.example"),
        ("straße.example", "xn--strae-oqa.example", "straße.example"),
        ("münchen。example", "xn--mnchen-3ya.example", "münchen.example"),
        (" www.ärztehäuser.example ", "www.xn--rztehuser-u2af.example", "www.ärztehäuser.example"),
        ("xn--kln-sna.example", "xn--kln-sna.example", "köln.example"),
        ("Stadt.Example", "stadt.example", "stadt.example"),
        ("my_host", "my_host", "my_host"),
        ("[::1]", "[::1]", "[::1]"),
        ("127.0.0.1", "127.0.0.1", "127.0.0.1"),
    ],
)
def test_the_dns_and_people_name_the_same_host(typed, known, shown):
    assert (ascii_host(typed), readable_host(known)) == (known, shown)
    assert ascii_url(f"https://{typed.strip()}/ö?ü=ß").endswith("/ö?ü=ß")


def test_domain_with_all_below_it():
    assert ascii_host(".köln.example") == ".xn--kln-sna.example"


@pytest.mark.parametrize("name", ["ö..example", "-ö-.example", "a b ö.example", "ö" * 70 + ".example"])
def test_impossible_name_is_refused(name):
    with pytest.raises(ValueError):
        ascii_host(name)


def test_addresses_keep_all_but_the_host():
    long = "https://user:p%40ss@köln.example:8443/weg?a=ö#x"
    assert ascii_url(long) == "https://user:p%40ss@xn--kln-sna.example:8443/weg?a=ö#x"
    assert readable_url(ascii_url(long)) == long
    assert readable_url("https://stadt.example/xn--weg") == "https://stadt.example/xn--weg"


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("203.0.113.7:4711", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("[2001:db8:1:2:3:4:5:6]:4711", "2001:db8:1:2::"),
        ("[2001:db8:1:2::9]", "2001:db8:1:2::"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("1.1.1.1, 2001:db8::1", "2001:db8::"),
        ("fe80::1%eth0", "fe80::"),
        ("[evil", ""),
        ("unknown", ""),
    ],
)
def test_visitor_behind_a_proxy(rf, settings, header, address):
    settings.TRUSTED_PROXY_HEADER, settings.TRUSTED_PROXY_COUNT = "X-Forwarded-For", 1
    assert client_address(rf.get("/", HTTP_X_FORWARDED_FOR=header)) == address
