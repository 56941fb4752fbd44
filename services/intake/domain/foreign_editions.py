"""What is known of a response that came from another tool, beside its words: which edition of it is stored."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import Enum
from typing import Final

from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.domain.responses import Response, Standing, State
from shared.contracts.messages import Message, ResponseReceived, ResponseRevised, message_id
from shared.contracts.names import MessageName, Service

_TOLD: Final = tuple(field.name for field in fields(ResponseReceived))


class Step(Enum):
    """What to do with a response that came: STORE it, REVISE what is stored, or nothing, and why."""

    STORE = ""
    REVISE = "revised"
    KNOWN = "known"
    OLDER = "older-edition"
    LESS_COMPLETE = "complete-before"
    WITHDRAWN = "already-withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The newest form of a tool's response: `number` counts from 1; `deleted` when the tool took it back.

    `told_at` is when the tool says that it took this form.
    """

    response_id: str
    team_id: str
    survey: str
    number: int = 1
    completed: bool = True
    told_at: datetime | None = None
    deleted: bool = False

    def next(self, response: ForeignResponse) -> "Edition":
        """The one that a changed response makes."""
        told = told_at(response) or self.told_at
        return replace(self, number=self.number + 1, completed=response.completed, told_at=told)


def step_for(response: ForeignResponse, digest: str, standing: Standing | None, edition: Edition | None) -> Step:
    """What a response is beside what is stored; whatever order they come in, the same form is stored in the end.

    A response without an edition was stored by other means, such as a file: it is complete.
    """
    if (edition and edition.deleted) or (standing and standing.state is State.WITHDRAWN):
        return Step.WITHDRAWN
    if standing is None:
        return Step.STORE
    completed = edition.completed if edition else True
    if completed and not response.completed:
        return Step.LESS_COMPLETE
    if _is_older(response, edition) and completed == response.completed:
        return Step.OLDER
    if standing.digest == digest and completed == response.completed:
        return Step.KNOWN
    return Step.REVISE


def told_at(response: ForeignResponse) -> datetime | None:
    """When the tool took this form of a response, by which newer is told from older."""
    return response.modified_at or response.submitted_at


def _is_older(response: ForeignResponse, edition: Edition | None) -> bool:
    before, told = edition.told_at if edition else None, told_at(response)
    return bool(before and told and told < before)


def revised(response: Response, number: int) -> Message:
    """The news that a response has other words now."""
    told = response.received().content
    content = ResponseRevised(edition=number, **{name: getattr(told, name) for name in _TOLD})
    return Message(
        id=message_id(MessageName.RESPONSE_REVISED, response.id, number),
        name=MessageName.RESPONSE_REVISED,
        source=Service.INTAKE,
        subject=response.id,
        time=response.received_at,
        content=content,
    )
