"""News that programs of others are told: to whom, how often it is tried, and what they can check it by."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Self
from urllib.parse import urlsplit

from services.reports.domain.outgoing_errors import AddressNotUsable

OVERLAP: Final = timedelta(days=1)
_PREFIX: Final = "whsec_"
_LONGEST: Final = 500
_TRIED_AGAIN: Final = frozenset({408, 425, 429})
_GONE: Final = 410
# After each failure so long, as the Standard Webhooks specification proposes; then it is given up.
_DELAYS: Final = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600)
)


class NewsKind(StrEnum):
    """What can be told."""

    REPORT_PUBLISHED = "report.published"
    FINDING_CHANGED = "finding.changed"
    THRESHOLD_CROSSED = "threshold.crossed"
    TEST = "adborth.test"


@dataclass(frozen=True, slots=True)
class Secret:
    """What a receiver checks signatures by, sealed; one that was replaced still signs `until` then."""

    sealed: str = field(repr=False)
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where a team's news go: an address of somebody else's, and which kinds."""

    team_id: str
    id: str
    url: str
    kinds: frozenset[NewsKind]
    secrets: tuple[Secret, ...]
    paused: bool
    made_at: datetime

    def rotated(self, sealed: str, now: datetime) -> Self:
        """The endpoint with a new secret; the one before signs for another day."""
        kept = tuple(replace(each, until=each.until or now + OVERLAP) for each in self.signing(now))
        return replace(self, secrets=(Secret(sealed), *kept))

    def signing(self, now: datetime) -> tuple[Secret, ...]:
        """The secrets that sign now, the newest first."""
        return tuple(each for each in self.secrets if each.until is None or each.until > now)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something that happened, without anybody's words; its id is what a receiver knows a repetition by."""

    team_id: str
    id: str
    kind: NewsKind
    at: datetime
    data: Mapping[str, object]


class SendingState(StrEnum):
    """Where a sending stands."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """News on its way to one endpoint; `status` and `reason` are of the last attempt."""

    id: int
    endpoint_id: str
    news: News
    state: SendingState
    attempts: int
    next_at: datetime
    status: int | None = None
    reason: str = ""

    def after(self, attempt: "Attempt", now: datetime, jitter: float) -> Self:
        """The sending after an attempt; `jitter` between 0 and 1 keeps many from being tried at the same moment."""
        tried = replace(self, attempts=self.attempts + 1, status=attempt.status, reason=attempt.reason)
        if attempt.is_sent:
            return replace(tried, state=SendingState.SENT)
        if attempt.is_final or self.attempts >= len(_DELAYS):
            return replace(tried, state=SendingState.FAILED)
        delay = _DELAYS[self.attempts]
        return replace(tried, next_at=now + delay * (1 + jitter / 10))

    def again(self, now: datetime) -> Self:
        """The sending to be tried at once, from the beginning."""
        return replace(self, state=SendingState.WAITING, attempts=0, next_at=now)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of one attempt: the status that was answered, or the reason why there was none."""

    status: int | None
    reason: str = ""
    final: bool = False

    @property
    def is_sent(self) -> bool:
        """Whether the receiver has it."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_final(self) -> bool:
        """Whether another attempt would not help: the receiver refuses it, or must not be reached."""
        refused = self.status is not None and 300 <= self.status < 500 and self.status not in _TRIED_AGAIN
        return self.final or refused

    @property
    def is_gone(self) -> bool:
        """Whether the receiver asks not to be told any more."""
        return self.status == _GONE


def signature_of(secret: str, news_id: str, at: datetime, body: bytes) -> str:
    """The signature of Standard Webhooks v1 over id, time in seconds, and body."""
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    signed = f"{news_id}.{int(at.timestamp())}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def secret_of(bytes_: bytes) -> str:
    """Random bytes as the secret that a receiver puts into its own settings."""
    return _PREFIX + base64.b64encode(bytes_).decode()


def usable_url(text: str) -> str:
    """The address as it is kept. Raises AddressNotUsable for what is no plain https address of a named host."""
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        raise AddressNotUsable from None
    plain = parts.scheme == "https" and port in (None, 443) and not parts.username and not parts.fragment
    if not plain or not _is_named(parts.hostname or "") or len(text) > _LONGEST or not text.isascii():
        raise AddressNotUsable
    return text.strip()


def _is_named(host: str) -> bool:
    """Whether a host has a name, and that of a place in the world; a bare address is nobody's name."""
    return "." in host and ":" not in host and not host.rpartition(".")[2].isdigit()
