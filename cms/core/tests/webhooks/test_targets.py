"""Where a message must not go, however the address is written."""

import socket
from ipaddress import ip_address

import pytest

from cms.core.webhooks.sending import DeliveryError, send
from cms.core.webhooks.targets import TargetError, check_address, is_public

PRIVATE = [
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://0/",
    "https://0.0.0.0/",
    "https://10.1.2.3/",
    "https://172.16.0.1/",
    "https://192.168.178.1/",
    "https://100.64.0.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://224.0.0.1/",
    "https://255.255.255.255/",
    "https://[::1]/",
    "https://[::]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:a00:1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[2002:7f00:1::]/",
    "https://[fe80::1]/",
    "https://[fe80::1%25eth0]/",
    "https://[fc00::1]/",
    "https://[ff02::1]/",
]
WRONG = [
    "http://example.org/",
    "ftp://example.org/",
    "file:///etc/passwd",
    "https://",
    "https:///pfad",
    "https://user:geheim@example.org/",
    "https://example.org:0/",
    "https://example.org:99999/",
    "https://[::1/",
    "",
]


@pytest.mark.parametrize("url", PRIVATE + WRONG)
def test_an_address_that_is_not_public_and_encrypted_is_refused(url):
    with pytest.raises(TargetError):
        check_address(url)


@pytest.mark.parametrize(
    "url", ["https://example.org/empfang?a=b", "https://1.1.1.1:8443/", "https://[2606:4700::1]/"]
)
def test_a_public_address_is_taken(url):
    assert check_address(url).scheme == "https"


@pytest.mark.parametrize(
    "found", [["127.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["::1"], ["::ffff:192.168.0.1"]]
)
def test_a_name_that_leads_to_a_private_address_is_refused(monkeypatch, found):
    def look_up(host, port, **options):
        if options.get("flags"):
            raise socket.gaierror
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in found]

    def connect(*args, **kwargs):
        raise AssertionError("It connects.")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(DeliveryError) as error:
        send("https://freundlich.example/", "msg_1", "{}", ["whsec_AAAA"])
    assert error.value.fault == "private"


def test_it_connects_to_the_address_that_was_checked(monkeypatch):
    """A second answer for the name, which could be another one, plays no part."""
    answers, connected = iter([["93.184.216.34"], ["127.0.0.1"]]), []

    def look_up(host, port, **options):
        if options.get("flags"):
            raise socket.gaierror
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in next(answers)]

    def connect(address, timeout):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(DeliveryError):
        send("https://freundlich.example/", "msg_1", "{}", ["whsec_AAAA"])
    assert connected == [("93.184.216.34", 443)]


def test_the_address_of_a_public_server_is_public():
    assert is_public(ip_address("93.184.216.34"))
    assert is_public(ip_address("::ffff:93.184.216.34"))
