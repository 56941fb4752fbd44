"""How a delivery proves where it comes from: one class for each way, compared in constant time."""

import base64
import binascii
import hmac
import json
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from services.intake.providers.provider import RawRequest, Verdict

OWN_HEADER: Final = "x-adborth-secret"
_CARRIERS: Final = frozenset({OWN_HEADER, "authorization", "x-api-key", "x-webhook-secret"})
_CARRYING: Final = frozenset({"secret", "token", "key", "api_key"})


def same(one: str, other: str) -> bool:
    """Whether two texts are equal, in a time that does not tell where they differ; any characters may stand in them."""
    return hmac.compare_digest(one.encode(errors="replace"), other.encode(errors="replace"))


class Proof(ABC):
    """A way of proving; it is demanded whenever a secret is configured, not only when a header happens to be there."""

    def judge(self, raw: RawRequest, secrets: Sequence[str], now: datetime) -> Verdict:
        """What the check finds; any of several secrets will do."""
        active = [secret for secret in secrets if secret]
        return self._judged(raw, active, now) if active else Verdict.UNSECURED

    @abstractmethod
    def _judged(self, raw: RawRequest, secrets: Sequence[str], now: datetime) -> Verdict:
        """The same, with one secret at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySignature(Proof):
    """An HMAC of the raw body in a header: `hexadecimal` or base64, after a `prefix`."""

    header: str
    digest: str = "sha256"
    hexadecimal: bool = False
    prefix: str = ""

    def _judged(self, raw: RawRequest, secrets: Sequence[str], now: datetime) -> Verdict:  # noqa: ARG002  because these tools sign no time
        given = raw.headers.get(self.header, "").strip()
        if not given:
            return Verdict.MISSING
        made = (self._made(secret, body) for body in self._bodies(raw) for secret in self._keys(raw, secrets))
        return Verdict.GOOD if any(same(each, given) for each in made) else Verdict.WRONG

    def _made(self, secret: str, body: bytes) -> str:
        digest = hmac.digest(secret.encode(errors="replace"), body, self.digest)
        return self.prefix + (digest.hex() if self.hexadecimal else base64.b64encode(digest).decode())

    def _bodies(self, raw: RawRequest) -> Iterator[bytes]:
        yield raw.body

    def _keys(self, raw: RawRequest, secrets: Sequence[str]) -> Iterator[str]:  # noqa: ARG002  because a kind of it looks at the request
        yield from secrets


class CompactBodySignature(BodySignature):
    """The same over the raw body or over the body as JavaScript would write it again: Tally's own sample signs that."""

    __slots__ = ()

    def _bodies(self, raw: RawRequest) -> Iterator[bytes]:
        yield raw.body
        try:
            again = json.dumps(json.loads(raw.body), separators=(",", ":"), ensure_ascii=False)
            yield again.encode()
        except (ValueError, RecursionError):
            return


class SharedSecret(Proof):
    """Our own secret, sent along: as any header, as any parameter of the address, or as HTTP Basic."""

    def _judged(self, raw: RawRequest, secrets: Sequence[str], now: datetime) -> Verdict:  # noqa: ARG002  because a secret has no time
        sent = list(self.sent(raw))
        if any(same(each, secret) for each in sent for secret in secrets):
            return Verdict.GOOD
        carried = _CARRIERS & raw.headers.keys() or _CARRYING & raw.query.keys()
        return Verdict.WRONG if carried else Verdict.MISSING

    def sent(self, raw: RawRequest) -> Iterator[str]:
        """Everything in which the secret may stand."""
        yield from (value.strip() for value in raw.headers.values())
        yield from raw.query.values()
        scheme, _, credentials = raw.headers.get("authorization", "").strip().partition(" ")
        if scheme.lower() == "bearer":
            yield credentials.strip()
        if scheme.lower() == "basic":
            yield from _basic(credentials.strip())


def _basic(credentials: str) -> Iterator[str]:
    try:
        both = base64.b64decode(credentials, validate=True).decode()
    except (binascii.Error, ValueError):
        return
    yield both
    yield both.partition(":")[2]
