"""Forbidden targets, however the address is written."""

import socket
from ipaddress import ip_address

import pytest

from cms.common.outbound.targets import TargetError, check_address, is_public
from cms.webhooks.sending import DeliveryError, send

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
    # IPv4 inside of IPv6: translated (RFC 2765), compatible, mapped, NAT64, 6to4, Teredo, ISATAP.
    "https://[::ffff:0:7f00:1]/",
    "https://[::ffff:0:127.0.0.1]/",
    "https://[::ffff:0:a9fe:a9fe]/",
    "https://[::127.0.0.1]/",
    "https://[::7f00:1]/",
    "https://[::ffff:169.254.169.254]/",
    "https://[0:0:0:0:0:ffff:7f00:1]/",
    "https://[64:ff9b::10.0.0.1]/",
    "https://[64:ff9b:1::7f00:1]/",
    "https://[64:ff9b:1:ffff::a00:1]/",
    "https://[2002:a00:1::]/",
    "https://[2002:c0a8:b201::1]/",
    "https://[2001::7f00:1]/",
    "https://[2001:0:4136:e378:8000:63bf:80ff:fffe]/",
    "https://[fe80::5efe:127.0.0.1]/",
    # Not on the internet for other reasons.
    "https://[fec0::1]/",
    "https://[fd00:ec2::254]/",
    "https://[100::1]/",
    "https://[2001:2::1]/",
    "https://[2001:10::1]/",
    "https://[2001:20::1]/",
    "https://[2001:db8::1]/",
    "https://[3fff::1]/",
    "https://[4000::1]/",
    "https://[5f00::1]/",
    "https://[2606:4700::1%25eth0]/",
    "https://[ff0e::1]/",
    "https://192.0.0.1/",
    "https://192.0.2.1/",
    "https://192.88.99.1/",
    "https://198.18.0.1/",
    "https://198.51.100.1/",
    "https://203.0.113.1/",
    "https://240.0.0.1/",
    "https://239.1.2.3/",
    "https://①②⑦.0.0.1/",
    "https://127。0。0。1/",
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
    "url",
    [
        "https://example.org/empfang?a=b",
        "https://1.1.1.1:8443/",
        "https://[2606:4700::1]/",
        "https://[2a01:4f8::2]/",
    ],
)
def test_a_public_address_is_taken(url):
    assert check_address(url).scheme == "https"


@pytest.mark.parametrize(
    "found",
    [
        ["127.0.0.1"],
        ["93.184.216.34", "10.0.0.1"],
        ["::1"],
        ["::ffff:192.168.0.1"],
        ["::ffff:0:7f00:1"],
        ["2606:4700::1", "64:ff9b::a00:1"],
        ["fe80::1%2"],
    ],
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
    """A second DNS response, which could differ (DNS rebinding), is not used."""
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
