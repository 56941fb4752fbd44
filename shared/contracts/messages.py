"""What services tell each other, as frozen classes of the standard library, so that domain code may make them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from shared.contracts.coded_answers import AnswerCoded
from shared.contracts.coding_work import (
    CodingReviewed,
    DiscoveryRequested,
    ModelAdopted,
    RecodeProgressed,
    RecodeRequested,
    ThemesProposed,
)
from shared.contracts.giving_back import IntroductionAnswered, IntroductionProposed, ReportPublished
from shared.contracts.names import MessageName, Service

_ADBORTH = uuid.UUID("5f0d2c0e-6f0b-5d0a-9f6e-0a2d7c1b8e11")


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyQuestion:
    """One question as readers of answers need it: `text` by language, `codebook` None when it is not coded.

    `options` are the texts of what can be chosen, by option key and language; `attribute` says that responses bear
    the answer as an attribute under the question's key.
    """

    key: str
    kind: str
    text: Mapping[str, str]
    codebook: str | None = None
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    attribute: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyPublished:
    """A version of a survey can be answered; all languages, keys and codebooks are in it."""

    team_id: str
    survey: str
    version: int
    title: Mapping[str, str]
    languages: tuple[str, ...]
    questions: tuple[SurveyQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyClosed:
    """A version of a survey takes no more responses; a later version may."""

    team_id: str
    survey: str
    version: int
    closed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGiven:
    """What one person wrote under one question, with the question's wording as they saw it."""

    question: str
    question_text: str
    text: str
    codebook: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseReceived:
    """A response was stored by intake and its analysis is promised.

    `consents` are what the person permits: `quote` without a name, `contact`.
    """

    team_id: str
    survey: str
    survey_version: int
    response_id: str
    received_at: datetime
    language: str
    answers: tuple[AnswerGiven, ...]
    attributes: Mapping[str, str] = field(default_factory=dict)
    consents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseRevised:
    """A response was sent again with other content, by a tool that lets people change it; the highest `edition` wins.

    `edition` counts from 2: the first is what was received.
    """

    edition: int
    team_id: str
    survey: str
    survey_version: int
    response_id: str
    received_at: datetime
    language: str
    answers: tuple[AnswerGiven, ...]
    attributes: Mapping[str, str] = field(default_factory=dict)
    consents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseWithdrawn:
    """A respondent took their words back; it may overtake the response itself, so readers keep a tombstone."""

    team_id: str
    survey: str
    response_id: str
    withdrawn_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseCoded:
    """A response was processed, also when no code fitted.

    `revision` numbers the codings of one response; the highest wins, whatever the order of arrival. The words
    travel with their codings, so that a reader never has to join two messages that may arrive in either order.
    """

    team_id: str
    survey: str
    survey_version: int
    response_id: str
    received_at: datetime
    language: str
    revision: int
    answers: tuple[AnswerCoded, ...]
    attributes: Mapping[str, str] = field(default_factory=dict)
    consents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseParked:
    """A service could not process a response and put its message aside; `reason` is a stable code, never words."""

    team_id: str
    survey: str
    response_id: str
    service: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookPublished:
    """A version of a codebook with its whole body, as the codebook file holds it."""

    team_id: str
    codebook: str
    version: int
    body: Mapping[str, object]


Content = (
    SurveyPublished
    | SurveyClosed
    | ResponseReceived
    | ResponseRevised
    | ResponseWithdrawn
    | ResponseCoded
    | ResponseParked
    | CodebookPublished
    | CodingReviewed
    | RecodeRequested
    | RecodeProgressed
    | ModelAdopted
    | DiscoveryRequested
    | ThemesProposed
    | ReportPublished
    | IntroductionProposed
    | IntroductionAnswered
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """The envelope, with the attributes of CloudEvents 1.0: `id` is what makes a repetition recognisable."""

    id: str
    name: MessageName
    source: Service
    subject: str
    time: datetime
    content: Content
    correlation_id: str = ""


def message_id(*parts: str | int) -> str:
    """An id that follows from what happened, so that telling it again is recognised as the same message."""
    return str(uuid.uuid5(_ADBORTH, "/".join(str(part) for part in parts)))
