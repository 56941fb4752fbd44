"""Speaks https to hosts outside, and to none inside: whatever somebody made a name point to meanwhile."""

import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import requests
from requests.adapters import HTTPAdapter

from shared.outbound.public_addresses import HTTPS, public_address
from shared.outbound.unreachable import Unreachable

# Small enough that a slow answer is looked at again and again.
_PIECE: Final = 8 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is sent: `target` is the path with its query; what `headers` leave out is not sent."""

    method: str
    host: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back, of any status but a redirection."""

    status: int
    body: bytes


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


@dataclass(frozen=True, kw_only=True)
class GuardedHttps:
    """Exchanges one request for one answer.

    `address_of` finds and judges the address of a host, `context` says whose certificates are believed. An answer has
    at most `most_bytes` and takes at most `whole_s` seconds, `patience_s` between two pieces of it.
    """

    address_of: Callable[[str], str] = public_address
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    port: int = HTTPS
    most_bytes: int = 5 * 1024 * 1024
    patience_s: float = 10.0
    whole_s: float = 60.0

    def exchange(self, asked: Asked) -> Answered:
        """The answer. Raises Unreachable: `host-not-found`, `address-not-public`, `redirected`, `too-large`,
        `too-slow` or `away`; no redirection is followed."""
        address = self.address_of(asked.host)
        try:
            return self._exchanged(asked, address)
        except (requests.RequestException, OSError, ValueError) as error:
            raise Unreachable("away") from error

    def _exchanged(self, asked: Asked, address: str) -> Answered:
        shown = f"[{address}]" if ":" in address else address
        headers = {"Host": asked.host, "Accept-Encoding": "identity", **asked.headers}
        with requests.Session() as session:
            session.trust_env = False
            session.mount("https://", _Pinned(asked.host, self.context))
            with session.request(
                asked.method,
                f"https://{shown}:{self.port}{asked.target}",
                headers=headers,
                data=asked.body,
                timeout=self.patience_s,
                allow_redirects=False,
                stream=True,
            ) as answer:
                if 300 <= answer.status_code < 400:
                    raise Unreachable("redirected", final=True)
                return Answered(answer.status_code, self._body(answer))

    def _body(self, answer: requests.Response) -> bytes:
        until = time.monotonic() + self.whole_s
        body = bytearray()
        for piece in answer.iter_content(_PIECE):
            body += piece
            if len(body) > self.most_bytes:
                raise Unreachable("too-large", final=True)
            if time.monotonic() > until:
                raise Unreachable("too-slow")
        return bytes(body)
