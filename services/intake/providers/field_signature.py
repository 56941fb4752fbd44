"""The signature of a sender that signs one decoded field of a form, and sends it in another."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.intake.providers.form_bodies import form_fields
from services.intake.providers.proofs import Proof, same
from services.intake.providers.provider import RawRequest, Verdict
from services.intake.providers.unreadable import Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSignature(Proof):
    """A hexadecimal HMAC of the field `message` in the field `field`."""

    field: str
    message: str
    digest: str

    def _judged(self, raw: RawRequest, secrets: Sequence[str], now: datetime) -> Verdict:  # noqa: ARG002  because no time is signed
        try:
            fields = form_fields(raw.body)
        except Unreadable:
            return Verdict.MISSING
        given, signed = fields.get(self.field, "").strip(), fields.get(self.message, "").encode(errors="replace")
        if not given:
            return Verdict.MISSING
        made = (hmac.digest(secret.encode(errors="replace"), signed, self.digest).hex() for secret in secrets)
        return Verdict.GOOD if any(same(each, given) for each in made) else Verdict.WRONG
