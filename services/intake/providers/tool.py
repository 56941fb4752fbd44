"""What all adapters share: they read what their tool documents, and nothing that a request holds makes them fail."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import ClassVar, Final

from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.domain.question_types.question_type import is_storable
from services.intake.providers.proofs import Proof
from services.intake.providers.provider import PARTLY_UNREADABLE, Outcome, RawRequest, Reading, Setup, Verdict
from services.intake.providers.unreadable import Unreadable

# What is kept of a request's head: a list of what is safe, since a secret may stand in any other header.
_KEPT: Final = ("content-type", "user-agent", "webhook-id", "webhook-timestamp")
_LONGEST_ID: Final = 300
_LONGEST_TAG: Final = 35
# Five times what the tool sends that sends the most at once.
_MOST_RESPONSES: Final = 5_000
_MOST_ANSWERS: Final = 5_000
_ASKING: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Tool(ABC):
    """An adapter; one kind of it for each survey tool."""

    name: ClassVar[str]
    title: ClassVar[str]
    setup: ClassVar[Setup]
    proof: ClassVar[Proof]
    hosts: ClassVar[frozenset[str]] = frozenset()

    def verify(self, raw: RawRequest, secrets: Sequence[str], now: datetime) -> Verdict:
        """Whether the request is the tool's."""
        return self.proof.judge(raw, secrets, now)

    def read(self, raw: RawRequest) -> Reading:
        """What the request says."""
        if not raw.body and raw.method.upper() in _ASKING:
            return Reading(outcome=Outcome.ACK_ONLY, reason="address-checked")
        try:
            return _fit(self.understood(raw))
        except Unreadable as error:
            return Reading(outcome=Outcome.QUARANTINE, reason=error.code)

    def stripped(self, raw: RawRequest) -> RawRequest:
        """The request without its secrets: no query, few headers, a body in which no secret is left."""
        headers = {name: raw.headers[name] for name in _KEPT if name in raw.headers}
        return replace(raw, headers=headers, query={}, body=self.clean(raw.body))

    @abstractmethod
    def understood(self, raw: RawRequest) -> Reading:
        """What a request with a body says. Raises Unreadable."""

    def clean(self, body: bytes) -> bytes:
        """The body without secrets; most tools send none in it."""
        return body


def _fit(reading: Reading) -> Reading:
    """The reading without the responses that no database can keep: one bad element must not sink a batch.

    Raises Unreadable: unstorable, or too-many-responses for one transaction.
    """
    if len(reading.responses) > _MOST_RESPONSES:
        raise Unreadable("too-many-responses")
    kept = tuple(each for each in reading.responses if _is_fit(each))
    if len(kept) == len(reading.responses):
        return reading
    if not kept:
        raise Unreadable("unstorable")
    return replace(reading, responses=kept, reason=PARTLY_UNREADABLE)


def _is_fit(response: ForeignResponse) -> bool:
    if len(response.id) > _LONGEST_ID or len(response.form_id) > _LONGEST_ID or len(response.language) > _LONGEST_TAG:
        return False
    if len(response.answers) > _MOST_ANSWERS:
        return False
    texts = [response.id, response.form_id, response.language]
    texts += [text for each in response.answers for text in (each.ref, each.label, each.answer)]
    return all(is_storable(text) for text in texts)
