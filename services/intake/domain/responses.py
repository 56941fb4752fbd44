"""One person's submission, once a survey has accepted it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from services.intake.domain.consents import Consent, permitted
from shared.contracts.messages import AnswerGiven, Message, ResponseReceived, ResponseWithdrawn, message_id
from shared.contracts.names import MessageName, Service


class State(StrEnum):
    """Where a response stands: PENDING until analysis has told, then CODED or PARKED; WITHDRAWN for good.

    Put aside until the team admits it: LATE came after the survey had closed, from a phone that had no network;
    SURPLUS came so when the survey was full; SUSPECT looks like a robot's.
    """

    PENDING = "pending"
    CODED = "coded"
    PARKED = "parked"
    WITHDRAWN = "withdrawn"
    LATE = "late"
    SURPLUS = "surplus"
    SUSPECT = "suspect"


ASIDE = frozenset({State.LATE, State.SURPLUS, State.SUSPECT})
"""The states of responses that nobody has admitted yet: stored, but not sent to analysis."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody wrote under one question, exactly, with the wording of the question as they saw it.

    What is `private` stays in intake.
    """

    question: str
    question_text: str
    text: str
    codebook: str | None = None
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A response as it was accepted; `submission_id` is the id it came with, `digest` its content's fingerprint.

    `filled_at` is when the person pressed send, by their device's clock, where that is known. `state` is PENDING or,
    for a card that is put aside, LATE.
    """

    id: str
    submission_id: str
    team_id: str
    survey: str
    survey_version: int
    language: str
    received_at: datetime
    digest: str
    answers: tuple[Answer, ...]
    attributes: Mapping[str, str] = field(default_factory=dict)
    consents: tuple[Consent, ...] = ()
    filled_at: datetime | None = None
    state: State = State.PENDING

    def received(self) -> Message:
        """The promise that it will be analysed."""
        answers = tuple(
            AnswerGiven(
                question=given.question, question_text=given.question_text, text=given.text, codebook=given.codebook
            )
            for given in self.answers
            if not given.private
        )
        content = ResponseReceived(
            team_id=self.team_id,
            survey=self.survey,
            survey_version=self.survey_version,
            response_id=self.id,
            received_at=self.received_at,
            language=self.language,
            answers=answers,
            attributes=self.attributes,
            consents=permitted(self.consents),
        )
        return Message(
            id=message_id(MessageName.RESPONSE_RECEIVED, self.id),
            name=MessageName.RESPONSE_RECEIVED,
            source=Service.INTAKE,
            subject=self.id,
            time=self.received_at,
            content=content,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a stored response stands: enough to recognise a repetition and to take it back, without its words."""

    id: str
    submission_id: str
    team_id: str
    survey: str
    received_at: datetime
    digest: str
    state: State

    def withdrawn(self, at: datetime) -> Message:
        """The news that its words are gone."""
        content = ResponseWithdrawn(team_id=self.team_id, survey=self.survey, response_id=self.id, withdrawn_at=at)
        return Message(
            id=message_id(MessageName.RESPONSE_WITHDRAWN, self.id),
            name=MessageName.RESPONSE_WITHDRAWN,
            source=Service.INTAKE,
            subject=self.id,
            time=at,
            content=content,
        )
