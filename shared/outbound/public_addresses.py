"""Which addresses are of the open internet, and the one of a host that may be spoken to."""

import ipaddress
import socket
from typing import Final

from shared.outbound.unreachable import Unreachable

HTTPS: Final = 443
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")


def public_address(host: str) -> str:
    """One address of a host, all of which must be public. Raises Unreachable."""
    try:
        found = {str(each[4][0]) for each in socket.getaddrinfo(host, HTTPS, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise Unreachable("host-not-found") from error
    if not found or not all(is_public(address) for address in found):
        raise Unreachable("address-not-public", final=True)
    return sorted(found)[0]


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet: not ours, not the machine's, not one that hides such a one."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        hidden = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if hidden is not None and not is_public(str(hidden)):
            return False
        if found in _NAT64:
            return False
    return found.is_global and not found.is_multicast
