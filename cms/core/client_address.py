"""Where a request comes from, as far as it can be known, and how often lately. No address is ever stored."""

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
    """Return the address, "" when unknown.

    What a visitor writes into a header is worth nothing: only the entry that our own proxy wrote counts,
    the `TRUSTED_PROXY_COUNT`th from the right of `TRUSTED_PROXY_HEADER`.
    """
    if not settings.TRUSTED_PROXY_HEADER:
        return _normalised(request.META.get("REMOTE_ADDR", ""))
    entries = request.headers.get(settings.TRUSTED_PROXY_HEADER, "").split(",")
    if len(entries) < settings.TRUSTED_PROXY_COUNT:
        return ""
    return _normalised(entries[-settings.TRUSTED_PROXY_COUNT])


def count_recent(request: HttpRequest, action: str, within: timedelta, sender: str = "") -> int:
    """Count this request and return how many of this action came from its address lately, itself included.

    A `sender` that is known in another way is counted wherever it sends from.
    The count lives in the cache, under a hash whose salt is thrown away every day.
    """
    digest = salted_hmac(f"{action}:{_salt_of_today()}", sender or client_address(request)).hexdigest()
    key = f"recent:{digest}"
    cache.add(key, 0, within.total_seconds())
    try:
        return cache.incr(key) or 1
    except ValueError:
        # The cache is away, or dropped the key in between.
        return 1


def _salt_of_today() -> str:
    return cache.get_or_set(f"address-salt:{timezone.localdate()}", lambda: secrets.token_hex(16), DAY) or ""


def _normalised(text: str) -> str:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        # One household has a whole /64 of them.
        return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))
    return str(address)
