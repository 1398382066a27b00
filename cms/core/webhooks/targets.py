"""Where a message may go: to the public internet, encrypted; never to what stands behind this site."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

Address = IPv4Address | IPv6Address
# IPv6 addresses that stand for an IPv4 one, which is in their last 32 bits.
TRANSLATED = [ip_network("::ffff:0:0/96"), ip_network("64:ff9b::/96"), ip_network("::/96")]
REFUSED = [ip_network(each) for each in ("2001::/32", "2002::/16", "64:ff9b:1::/48", "fec0::/10")]


class TargetError(Exception):
    """The message must not go there. `in_words` tells staff why."""

    def __init__(self, in_words):
        super().__init__(str(in_words))
        self.in_words = in_words


NOT_PUBLIC = _("This address leads into a private network. Webhooks go to the public internet only.")


def check_address(url: str) -> SplitResult:
    """Return the parts of an address that may be written down, without asking for its name. Raises TargetError."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise TargetError(_("Please enter a complete address.")) from error
    if parts.scheme != "https" and not settings.WEBHOOKS_MAY_BE_LOCAL:
        raise TargetError(_("The address has to begin with https://."))
    # A "%" names one of our own network cards.
    if not parts.hostname or "%" in parts.hostname or parts.scheme not in {"http", "https"} or port == 0:
        raise TargetError(_("Please enter a complete address."))
    if parts.username is not None or parts.password is not None:
        raise TargetError(
            _("Please leave user and password out of the address; the signature proves the sender.")
        )
    # "2130706433", "0x7f.1" and the like are addresses, too, and asking for them costs nothing.
    try:
        found = socket.getaddrinfo(parts.hostname, None, flags=socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        found = []
    for entry in found:
        _refuse_private(str(entry[4][0]))
    return parts


def resolve(parts: SplitResult) -> str:
    """Return the address to connect to, so that no later answer for the name counts. Raises TargetError, OSError."""
    found = socket.getaddrinfo(parts.hostname, None, type=socket.SOCK_STREAM)
    addresses = [entry[4][0] for entry in found]
    # A name that has a private address beside a public one is not honest.
    for address in addresses:
        _refuse_private(address)
    return addresses[0]


def _refuse_private(text: str) -> None:
    if not settings.WEBHOOKS_MAY_BE_LOCAL and not is_public(ip_address(text)):
        raise TargetError(NOT_PUBLIC)


def is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address) and any(address in network for network in TRANSLATED):
        address = IPv4Address(int(address) & 0xFFFFFFFF)
    is_refused = any(address in network for network in REFUSED if network.version == address.version)
    return address.is_global and not address.is_multicast and not is_refused
