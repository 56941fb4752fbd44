"""One HTTP request to a chat endpoint: bounded in time and size, following nobody elsewhere."""

import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, Final

import requests
from requests.auth import AuthBase

from services.analysis.adapters.generative.errors import UnusableReply

_LARGEST_BYTES: Final = 100_000


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """A chat endpoint: its base address (`…/v1`), the key it wants and the patience for one request."""

    url: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 60.0  # seconds, for the first byte and again for the whole body


@dataclass(frozen=True)
class Response:
    """What came back."""

    status: int
    body: bytes
    retry_after: str | None


class NoResponse(Exception):
    """Nothing usable came back: `reason` is one of a few fixed words, because library errors may quote too much."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Connection:
    """Sends chat requests to one endpoint, one at a time."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._session = requests.Session()
        self._session.auth = _Key(endpoint.key)

    def post(self, body: Mapping[str, Any]) -> Response:
        """The server's response, whatever its status; redirects are not followed. Raises NoResponse, UnusableReply."""
        try:
            with closing(self._open(body)) as response:
                return Response(response.status_code, self._read(response), response.headers.get("Retry-After"))
        except requests.Timeout:
            raise NoResponse("too slow") from None
        except (requests.RequestException, OSError):
            raise NoResponse("no connection") from None

    def _open(self, body: Mapping[str, Any]) -> requests.Response:
        return self._session.post(
            f"{self._endpoint.url.rstrip('/')}/chat/completions",
            json=body,
            headers={"Accept": "application/json", "Accept-Encoding": "identity"},
            timeout=(min(10.0, self._endpoint.timeout), self._endpoint.timeout),
            allow_redirects=False,
            stream=True,
        )

    def _read(self, response: requests.Response) -> bytes:
        until = time.monotonic() + self._endpoint.timeout
        read = bytearray()
        # Byte by byte, because a larger piece is waited for: a server that drips could hold us that many times longer.
        for piece in response.iter_content(1):
            read += piece
            if len(read) > _LARGEST_BYTES:
                raise UnusableReply(rule=f"must be {_LARGEST_BYTES:,} bytes at most")
            if time.monotonic() > until:
                raise NoResponse("too slow")
        return bytes(read)


class _Key(AuthBase):
    """The key of the settings or none: without this, requests would look for one in the user's ~/.netrc."""

    def __init__(self, key: str | None) -> None:
        self._key = key

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._key:
            request.headers["Authorization"] = f"Bearer {self._key}"
        return request
