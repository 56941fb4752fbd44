"""What somebody sent, before any survey has looked at it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from shared.contracts.messages import message_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One card as it came in.

    `id` is made where the card was filled in, so that sending it again is recognised; `language` "" means the
    survey's first; `answers` are texts by question key, exactly as written; `sent_at` is when an imported card was
    received, else None. `version` is the survey's version that was filled in, 0 = the newest; `filled_at` is when the
    person pressed send, by their device's clock: a card that has it and comes after closing is late, not refused.
    """

    survey: str
    id: str
    language: str
    answers: Mapping[str, str]
    attributes: Mapping[str, str] = field(default_factory=dict)
    sent_at: datetime | None = None
    version: int = 0
    filled_at: datetime | None = None

    @property
    def response_id(self) -> str:
        """The id of the response that this submission is or becomes: the same id in two surveys is two responses."""
        return message_id("response", self.survey, self.id)

    @property
    def written(self) -> dict[str, str]:
        """The answers in which anything is written, by question key."""
        return {key: text for key, text in self.answers.items() if text.strip()}

    @property
    def digest(self) -> str:
        """A fingerprint of what was written: two submissions of one id with the same digest are one."""
        content = json.dumps(self.written, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()

    def apart(self) -> "Submission":
        """The same card under an id that follows from id and content.

        For a form whose id was used before by other words: nothing is lost, and a repetition is still recognised.
        """
        return replace(self, id=message_id("submission", self.id, self.digest))
