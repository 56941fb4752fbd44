"""Answers that somebody saved to come back to: kept apart, found by a code that is told once and never stored."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from services.intake.domain.receipts import code_from, read_code
from services.intake.domain.refusals import NotLetIn
from shared.contracts.errors import CodedError
from shared.contracts.messages import message_id

SAVE: Final = "save"
"""The button that saves what is there instead of sending it."""
RESUME: Final = "resume"
"""The field in which a form or program carries the code of the answers that it goes on with."""
CODE_BITS: Final = 60
_KEY_BYTES: Final = 16


class ResumeUnknown(CodedError):
    """No unfinished answers have this code: it was never told, they were sent, or they were deleted."""

    code = "resume-unknown"


class SentAlready(NotLetIn):
    """These saved answers were sent before, with other words: by another device, or from another page."""

    code = "resumed-sent"


class NotToSave(CodedError):
    """The survey keeps no unfinished answers; details: `survey`."""

    code = "not-to-save"


class NotClosedYet(CodedError):
    """Unfinished answers count once their survey has closed: until then people may come back; details: `survey`."""

    code = "not-closed-yet"


class ResumeCodes:
    """Makes the keys that unfinished answers are stored under; the secret makes them useless without it."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def key_for(self, typed: str) -> str:
        """What answers are found by, from the code that somebody typed. Raises ReceiptMistyped.

        The code does not follow from it: whoever reads the database can open nobody's answers by it.
        """
        code = read_code(typed)
        return hmac.digest(self._secret, f"unfinished/{code}".encode(), hashlib.sha256)[:_KEY_BYTES].hex()

    def fresh(self, bits: int) -> str:
        """A code of 60 bits that nobody can guess."""
        return code_from(bits)


def submission_of(key: str) -> str:
    """The id of the submission that unfinished answers become, from whatever device they are sent: they count once."""
    return message_id("submission", "resumed", key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """What was answered so far, exactly as it was typed, sound or not; gone after `expires_at`.

    `version` is the survey's version that is being filled in.
    """

    key: str
    team_id: str
    survey: str
    version: int
    language: str
    answers: Mapping[str, str]
    saved_at: datetime
    expires_at: datetime
