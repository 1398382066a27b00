"""Where connections may go: encrypted to the public internet, never to a private network behind this site."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from django.utils.translation import gettext_lazy as _

Address = IPv4Address | IPv6Address
# Of IPv6 only what is assigned to the internet, and of that none of what tunnels to an IPv4 address or names no
# machine: Teredo, benchmarking, ORCHID, documentation, 6to4.
INTERNET = ip_network("2000::/3")
REFUSED = [
    ip_network(each)
    for each in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "192.88.99.0/24", "192.31.196.0/24")
]


class TargetError(Exception):
    """The connection must not go there. `in_words` gives the reason to whoever typed the address."""

    def __init__(self, in_words):
        super().__init__(str(in_words))
        self.in_words = in_words


NOT_PUBLIC = _(
    "This address leads into a private network. Only addresses of the public internet are allowed."
)


def check_address(url: str, *, may_be_local: bool = False) -> SplitResult:
    """Return the parts of an acceptable address, without resolving its name. Raise TargetError.

    Only for trying things out, `may_be_local` allows http and private addresses.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise TargetError(_("Please enter a complete address.")) from error
    if parts.scheme != "https" and not may_be_local:
        raise TargetError(_("The address has to begin with https://."))
    # A "%" selects one of our own network interfaces.
    if not parts.hostname or "%" in parts.hostname or parts.scheme not in {"http", "https"} or port == 0:
        raise TargetError(_("Please enter a complete address."))
    if parts.username is not None or parts.password is not None:
        raise TargetError(_("Please leave user and password out of the address."))
    # "2130706433", "0x7f.1" and the like are addresses as well; resolving them takes no query.
    try:
        found = socket.getaddrinfo(parts.hostname, None, flags=socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        found = []
    for entry in found:
        _refuse_private(str(entry[4][0]), may_be_local)
    return parts


def resolve(parts: SplitResult, *, may_be_local: bool = False) -> str:
    """Return the address to connect to, so that later DNS responses do not matter. Raise TargetError, OSError."""
    found = socket.getaddrinfo(parts.hostname, None, type=socket.SOCK_STREAM)
    addresses = [entry[4][0] for entry in found]
    # A private address beside a public one is an attack.
    for address in addresses:
        _refuse_private(address, may_be_local)
    return addresses[0]


def _refuse_private(text: str, may_be_local: bool) -> None:
    if not may_be_local and not is_public(ip_address(text)):
        raise TargetError(NOT_PUBLIC)


def is_public(address: Address) -> bool:
    """Forms of IPv6 that embed an IPv4 address are refused, whatever they embed; only the mapped one is IPv4 itself."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address not in INTERNET or address.scope_id:
            return False
    is_refused = any(address in network for network in REFUSED if network.version == address.version)
    return address.is_global and not address.is_multicast and not address.is_reserved and not is_refused
