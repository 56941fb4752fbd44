"""The signature of Standard Webhooks: id, time and body together, with HMAC-SHA256 (v1) or ed25519 (v1a).

The specification: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import base64
import binascii
import hmac
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from services.intake.providers.ed25519 import is_signed
from services.intake.providers.proofs import Proof, same
from services.intake.providers.provider import RawRequest, Verdict

_HEADERS: Final = ("webhook-id", "webhook-timestamp", "webhook-signature")
_TOLERANCE_IN_SECONDS: Final = 300
_MOST_SIGNATURES: Final = 8
_LONGEST_TIME: Final = 15
_SYMMETRIC: Final = "whsec_"
_PUBLIC: Final = "whpk_"


class StandardSignature(Proof):
    """Several signatures may stand in the header, and several secrets may hold: any pair that fits will do."""

    def _judged(self, raw: RawRequest, secrets: Sequence[str], now: datetime) -> Verdict:
        sent_id, sent_at, signature = (raw.headers.get(name, "").strip() for name in _HEADERS)
        if not sent_id or not sent_at or not signature:
            return Verdict.MISSING
        if not sent_at.isascii() or not sent_at.isdigit() or len(sent_at) > _LONGEST_TIME:
            return Verdict.WRONG
        signed = f"{sent_id}.{sent_at}.".encode(errors="replace") + raw.body
        entries = [entry.partition(",") for entry in signature.split(" ")[:_MOST_SIGNATURES]]
        if not any(_fits(entry[0], entry[2], signed, secrets) for entry in entries):
            return Verdict.WRONG
        is_fresh = abs(now.timestamp() - int(sent_at)) <= _TOLERANCE_IN_SECONDS
        return Verdict.GOOD if is_fresh else Verdict.STALE


def _fits(version: str, signature: str, signed: bytes, secrets: Iterable[str]) -> bool:
    # A secret that is no base64 makes no key: an empty key would be everybody's.
    if version == "v1":
        keys = [_bytes(secret.removeprefix(_SYMMETRIC)) for secret in secrets if not secret.startswith(_PUBLIC)]
        return any(same(_made(key, signed), signature) for key in keys if key)
    if version == "v1a":
        keys = [_bytes(secret.removeprefix(_PUBLIC)) for secret in secrets if secret.startswith(_PUBLIC)]
        return any(is_signed(key, signed, _bytes(signature)) for key in keys)
    return False


def _made(key: bytes, signed: bytes) -> str:
    return base64.b64encode(hmac.digest(key, signed, "sha256")).decode()


def _bytes(text: str) -> bytes:
    """What base64 means, with or without its padding; nothing if it is none."""
    bare = text.rstrip("=")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""
