"""A token's requests to the API are counted, so that one program that runs wild leaves room for everybody else.

Told as draft-ietf-httpapi-ratelimit-headers (versions 08 to 10) has it: `RateLimit-Policy: "token";q=1200;w=60` and
`RateLimit: "token";r=1199;t=42`. Each process counts on its own, so that n processes let up to n times as much pass.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Final

from flask import Flask, Response, g, request

from shared.contracts.errors import CodedError
from shared.identity.access import known_caller
from shared.identity.domain.roles import Via

PER_MINUTE: Final = 1_200
"""What a token may ask for in a minute unless the setting says otherwise; 0 counts nothing."""
WINDOW_S: Final = 60


class TooManyRequests(CodedError):
    """The token has used up what it may ask for; `retry_after_s` says when there is more."""

    code = "too-many-requests"


@dataclass(frozen=True)
class Allowed:
    """What stands in the headers: of `quota` are `left` for the next `seconds`; below 0 this request is too much."""

    quota: int
    left: int
    seconds: int

    @property
    def headers(self) -> dict[str, str]:
        """As the draft writes them."""
        return {
            "RateLimit-Policy": f'"token";q={self.quota};w={WINDOW_S}',
            "RateLimit": f'"token";r={max(self.left, 0)};t={self.seconds}',
        }


class Windows:
    """Counts by minutes; threads may share it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._window = -1
        self._taken: Counter[str] = Counter()

    def take(self, who: str, quota: int) -> Allowed:
        """Count one request."""
        window, into = divmod(self._clock(), WINDOW_S)
        with self._lock:
            if window != self._window:
                self._window, self._taken = int(window), Counter()
            self._taken[who] += 1
            return Allowed(quota, quota - self._taken[who], ceil(WINDOW_S - into))


def install_rate_limit(app: Flask, windows: Windows | None = None) -> None:
    """Count what tokens ask of `/api/`; `app.config["API_PER_MINUTE"]` says how much they may."""
    counted = windows or Windows()
    app.config.setdefault("API_PER_MINUTE", PER_MINUTE)

    def count() -> None:
        quota = app.config["API_PER_MINUTE"]
        if not quota or "Authorization" not in request.headers or not request.path.startswith("/api/"):
            return
        caller = known_caller()
        if caller is None or caller.via is not Via.TOKEN:
            return
        g.api_allowed = counted.take(caller.id, quota)
        if g.api_allowed.left < 0:
            raise TooManyRequests(retry_after_s=g.api_allowed.seconds)

    def tell(answer: Response) -> Response:
        if allowed := g.get("api_allowed"):
            answer.headers.update(allowed.headers)
        return answer

    app.before_request(count)
    app.after_request(tell)
