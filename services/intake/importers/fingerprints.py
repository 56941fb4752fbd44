"""By what a response without an id is known again: when it was sent and what it says, in whatever order of columns."""

import hashlib
import json

from services.intake.domain.foreign_responses import ForeignResponse


def fingerprint(response: ForeignResponse) -> bytes:
    """The same for the same time and answers."""
    at = response.submitted_at.isoformat() if response.submitted_at else ""
    told = [at, *sorted([answer.ref, answer.answer] for answer in response.answers)]
    return hashlib.sha256(json.dumps(told).encode()).digest()
