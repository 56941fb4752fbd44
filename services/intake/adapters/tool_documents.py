"""Fetches answers from survey tools: from the hosts of a tool only, by https, and never from inside our own network."""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

import requests
from requests.adapters import HTTPAdapter

from services.intake.application.connection_ports import FetchFailed
from services.intake.domain.connections import is_allowed
from services.intake.providers.provider import Fetch

# Small enough that a slow answer is looked at again and again.
_PIECE: Final = 8 * 1024
_PORT: Final = 443
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
# Answers to somebody whom a tool does not know, or who asks for what is not there: asking again changes nothing.
_FINAL: Final = {400: "refused", 401: "token-refused", 403: "token-refused", 404: "not-there", 410: "not-there"}


class _Pinned(HTTPAdapter):
    """Connects to the address that was looked at, whatever the name says by then; checks the name's certificate."""

    def __init__(self, host: str, context: ssl.SSLContext) -> None:
        self._host = host
        self._context = context
        super().__init__(max_retries=0)

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        """requests' way to say how connections are made."""
        options |= {"server_hostname": self._host, "assert_hostname": self._host, "ssl_context": self._context}
        super().init_poolmanager(*arguments, **options)


def public_address(host: str) -> str:
    """One address of a host, all of which must be public. Raises FetchFailed."""
    try:
        found = {str(each[4][0]) for each in socket.getaddrinfo(host, _PORT, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise FetchFailed("host-not-found") from error
    if not found or not all(is_public(address) for address in found):
        raise FetchFailed("address-not-public", final=True)
    return sorted(found)[0]


@dataclass(frozen=True, kw_only=True)
class ToolDocuments:
    """Implements the port Documents.

    `address_of` finds and judges the address of a host, `context` says whose certificates are believed. A document has
    at most `most_bytes` and takes at most `whole_s` seconds, `patience_s` between two pieces of it.
    """

    address_of: Callable[[str], str] = public_address
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    port: int = _PORT
    most_bytes: int = 5 * 1024 * 1024
    patience_s: float = 10.0
    whole_s: float = 60.0

    def fetch(self, wanted: Fetch, token: str, hosts: Collection[str]) -> bytes:
        """The document. Raises FetchFailed; no redirect is followed, and what is too large or too slow is cut off."""
        host = wanted.host.lower().rstrip(".")
        if not is_allowed(host, hosts):
            raise FetchFailed("host-not-allowed", final=True)
        address = self.address_of(host)
        try:
            return self._fetched(wanted, host, address, token)
        except (requests.RequestException, OSError, ValueError) as error:
            raise FetchFailed("tool-away") from error

    def _fetched(self, wanted: Fetch, host: str, address: str, token: str) -> bytes:
        shown = f"[{address}]" if ":" in address else address
        query = f"?{urlencode(wanted.query)}" if wanted.query else ""
        url = f"https://{shown}:{self.port}{wanted.path}{query}"
        headers = {
            "Host": host,
            "Authorization": f"Bearer {token}",
            "X-API-TOKEN": token,
            "Accept": "application/json",
            "Accept-Encoding": "identity",
        }
        with requests.Session() as session:
            session.trust_env = False
            session.mount("https://", _Pinned(host, self.context))
            with session.get(
                url, headers=headers, timeout=self.patience_s, allow_redirects=False, stream=True
            ) as answer:
                _check(answer.status_code)
                return self._body(answer)

    def _body(self, answer: requests.Response) -> bytes:
        until = time.monotonic() + self.whole_s
        body = bytearray()
        for piece in answer.iter_content(_PIECE):
            body += piece
            if len(body) > self.most_bytes:
                raise FetchFailed("too-large", final=True)
            if time.monotonic() > until:
                raise FetchFailed("too-slow")
        return bytes(body)


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


def _check(status: int) -> None:
    if status in _FINAL:
        raise FetchFailed(_FINAL[status], final=True)
    if 300 <= status < 400:
        raise FetchFailed("redirected", final=True)
    if status != 200:
        raise FetchFailed("tool-away")
