"""Sends news as signed webhooks (Standard Webhooks), to addresses of the open internet only."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from services.reports.domain.outgoing import Attempt, Endpoint, News, signature_of
from shared.outbound.guarded_https import Asked, GuardedHttps
from shared.outbound.unreachable import Unreachable
from shared.sealing import Unsealable

_USER_AGENT: Final = "adborth"


@dataclass(frozen=True)
class NewsSender:
    """Implements the port Sender; `opened` gives back what was sealed, or raises Unsealable."""

    https: GuardedHttps
    opened: Callable[[str], str]

    def send(self, endpoint: Endpoint, news: News, now: datetime) -> Attempt:
        """Try once. The body is the same at every attempt; time and signature are of this one."""
        body = body_of(news)
        try:
            secrets = [self.opened(each.sealed) for each in endpoint.signing(now)]
        except Unsealable:
            return Attempt(None, "secret-unreadable", final=True)
        headers = {
            "Content-Type": "application/json",
            "User-Agent": _USER_AGENT,
            "webhook-id": news.id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": " ".join(signature_of(secret, news.id, now, body) for secret in secrets),
        }
        parts = urlsplit(endpoint.url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        asked = Asked(method="POST", host=parts.hostname or "", target=target, headers=headers, body=body)
        try:
            return Attempt(self.https.exchange(asked).status)
        except Unreachable as error:
            return Attempt(None, error.reason, error.final)


def body_of(news: News) -> bytes:
    """What is sent: type, time and data."""
    told = {"type": news.kind.value, "timestamp": news.at.isoformat(), "data": news.data}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
