"""One call of a survey tool: kept as it came, without its secrets, and what became of it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from shared.contracts.errors import CodedError
from shared.contracts.messages import message_id

KEPT_FOR: Final = timedelta(days=30)
"""How long the payload of a delivery is kept after it was handled; what waits for a person is kept until they did."""

NOT_ASKED_FOR: Final = "not-what-was-asked"
"""Why a delivery was put aside for which the tool told of something else."""

ANSWERS_LEFT_OUT: Final = "answers-left-out"
"""The reason of a stored delivery with answers to the survey's questions that could not be taken as they were said:
what was sent is the only place where they stand, so that it is kept as that of a delivery put aside is."""


class DeliveryState(StrEnum):
    """Where a delivery stands.

    RECEIVED waits for the worker, FETCH_WANTED for the tool to tell the answers. STORED brought a response or a new
    edition of one, PARTIAL one that was not finished and is not counted, DUPLICATE nothing new, ACKNOWLEDGED nothing to
    store (a ping, a test). PUT_ASIDE needs a person; REFUSED can't be taken, as the words of a withdrawn response.
    """

    RECEIVED = "received"
    FETCH_WANTED = "fetch-wanted"
    STORED = "stored"
    PARTIAL = "partial"
    DUPLICATE = "duplicate"
    ACKNOWLEDGED = "acknowledged"
    PUT_ASIDE = "put-aside"
    REFUSED = "refused"


WAITING: Final = frozenset({DeliveryState.RECEIVED, DeliveryState.FETCH_WANTED})
"""The states in which the worker has something to do yet."""
_KEPT_LONGER: Final = WAITING | {DeliveryState.PUT_ASIDE}
_BROUGHT: Final = frozenset({DeliveryState.STORED, DeliveryState.PUT_ASIDE})
_ASKED_BY_NOBODY: Final = "unmapped"
# What most needs to be seen stands first: it is what a delivery of many responses is called by.
_WEIGHTIEST: Final = (
    DeliveryState.PUT_ASIDE,
    DeliveryState.FETCH_WANTED,
    DeliveryState.STORED,
    DeliveryState.PARTIAL,
    DeliveryState.REFUSED,
    DeliveryState.DUPLICATE,
    DeliveryState.ACKNOWLEDGED,
)


class DeliveryNotFound(CodedError):
    """There is no such delivery, or it is another team's; details: `delivery`."""

    code = "delivery-not-found"


class PayloadGone(CodedError):
    """The delivery's payload is not kept any more, so that it can't be handled again; details: `delivery`."""

    code = "payload-gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one response in a delivery: `reason` is a stable code, "" where the state says all.

    `left_out` names the answers that were not taken over: the tool's key of the question, and why.
    """

    response_id: str
    state: DeliveryState
    reason: str = ""
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def answers_left_out(self) -> int:
        """How many answers to the survey's questions were not taken over though the response was stored."""
        if self.state is not DeliveryState.STORED:
            return 0
        return sum(reason != _ASKED_BY_NOBODY for _, reason in self.left_out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """What was sent, without secrets: enough to read it once more. `fetched` are documents that the tool gave later."""

    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    fetched: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One call; `id` follows from the connection and from what was sent, so that a repetition is the same one.

    `repeats` counts the repetitions, `tries` how often a worker took it in hand, not before `next_at`. `payload` None:
    not kept any more.
    """

    id: str
    connection_id: str
    team_id: str
    survey: str
    provider: str
    received_at: datetime
    next_at: datetime
    payload: Payload | None
    state: DeliveryState = DeliveryState.RECEIVED
    reason: str = ""
    outcomes: tuple[Outcome, ...] = ()
    repeats: int = 0
    tries: int = 0
    handled_at: datetime | None = None

    def settled(self, state: DeliveryState, reason: str, now: datetime) -> "Delivery":
        """As a whole, without a word on single responses."""
        return replace(self, state=state, reason=reason, handled_at=now, next_at=now, tries=0)

    def handled(self, outcomes: Sequence[Outcome], now: datetime) -> "Delivery":
        """With what became of its responses; one that it brought before, and is there, stays brought by it."""
        before = {each.response_id for each in self.outcomes if each.state in _BROUGHT}
        kept = tuple(
            replace(each, state=DeliveryState.STORED, reason="")
            if each.state is DeliveryState.DUPLICATE and each.response_id in before
            else each
            for each in outcomes
        )
        weightiest = min(kept, key=lambda each: _WEIGHTIEST.index(each.state))
        settled = replace(self.settled(weightiest.state, weightiest.reason, now), outcomes=kept)
        if settled.state is DeliveryState.STORED and settled.answers_left_out:
            return replace(settled, reason=ANSWERS_LEFT_OUT)
        return settled

    def again(self, now: datetime) -> "Delivery":
        """To be handled once more, at once; what the tool gave in place of what was asked is asked for again.

        Raises PayloadGone.
        """
        if self.payload is None:
            raise PayloadGone(delivery=self.id)
        payload = replace(self.payload, fetched=()) if self.reason == NOT_ASKED_FOR else self.payload
        return replace(self, payload=payload, state=DeliveryState.RECEIVED, reason="", tries=0, next_at=now)

    @property
    def answers_left_out(self) -> int:
        """How many answers to the survey's questions were not taken over from the responses that it brought."""
        return sum(each.answers_left_out for each in self.outcomes)

    @property
    def refuses_words(self) -> bool:
        """Whether it holds words that were taken back: they must go at once."""
        return any(each.state is DeliveryState.REFUSED for each in self.outcomes)


def delivery_id(connection_id: str, key: str, body: bytes) -> str:
    """The id of a call: the same for a repetition. `key` is what the sender repeats beside the body."""
    return message_id("delivery", connection_id, key, hashlib.sha256(body).hexdigest())


def is_kept(state: DeliveryState) -> bool:
    """Whether the payload stays however old it is: somebody or something has to look at it yet."""
    return state in _KEPT_LONGER
