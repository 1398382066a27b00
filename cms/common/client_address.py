"""Where a request comes from, as far as we can know, and rate counts per address. No address is ever stored."""

import re
import secrets
from datetime import timedelta
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

DAY = 86_400


def client_address(request: HttpRequest) -> str:
    """Return the address, "" if unknown.

    Visitors can forge headers. Only the entry that our own proxy appended counts: the `TRUSTED_PROXY_COUNT`th from the
    right of `TRUSTED_PROXY_HEADER`.
    """
    if not settings.TRUSTED_PROXY_HEADER:
        return _normalised(request.META.get("REMOTE_ADDR", ""))
    entries = request.headers.get(settings.TRUSTED_PROXY_HEADER, "").split(",")
    if len(entries) < settings.TRUSTED_PROXY_COUNT:
        return ""
    return _normalised(entries[-settings.TRUSTED_PROXY_COUNT])


def count_recent(
    request: HttpRequest, action: str, within: timedelta, sender: str = "", count: int = 1
) -> int:
    """Count this request; return how many for this action came from its address recently, this one included.

    A `sender` identified by other means is counted across addresses. The count is cached under a hash with a salt that
    changes daily. With `count=0` this request only asks.
    """
    digest = salted_hmac(f"{action}:{_salt_of_today()}", sender or client_address(request)).hexdigest()
    key = f"recent:{digest}"
    cache.add(key, 0, within.total_seconds())
    try:
        return cache.incr(key, count) or count
    except ValueError:
        # The cache is down, or evicted the key in between.
        return count


def _salt_of_today() -> str:
    return cache.get_or_set(f"address-salt:{timezone.localdate()}", lambda: secrets.token_hex(16), DAY) or ""


# Some proxies add the port: "203.0.113.7:4711", "[2001:db8::1]:4711".
WITH_PORT = re.compile(r"\[([^\]]*)\](?::\d+)?|([\d.]+):\d+")


def _normalised(text: str) -> str:
    text = text.strip()
    if found := WITH_PORT.fullmatch(text):
        text = found[1] or found[2]
    try:
        address = ip_address(text)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        # A single household owns a whole /64.
        return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))
    return str(address)
