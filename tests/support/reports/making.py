"""Messages as reports hears them, made short for tests."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from services.reports.domain.codebooks import Codebook
from shared.broker.port import Parcel
from shared.contracts.coded_answers import AnswerCoded, CodingMade
from shared.contracts.coding_work import ModelAdopted, RecodeProgressed, ThemesProposed
from shared.contracts.messages import (
    Content,
    Message,
    ResponseCoded,
    ResponseParked,
    ResponseWithdrawn,
    SurveyClosed,
    SurveyPublished,
    SurveyQuestion,
)
from shared.contracts.names import MessageName, Service
from shared.contracts.schemas import encode
from shared.contracts.teams import DEFAULT_TEAM

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
THEME_OF = {"time_and_space": "conditions", "resources": "conditions", "shared_learning": "connections"}
SMALL_CODEBOOK = Codebook(
    DEFAULT_TEAM,
    "improvement",
    1,
    {
        "themes": [
            {
                "id": theme,
                "title": {"en": theme.title(), "cy": theme.title()},
                "codes": [{"id": code, "title": {"en": code}} for code, mine in THEME_OF.items() if mine == theme],
            }
            for theme in ("conditions", "connections")
        ]
    },
)
"""The codebook and version that answers here are coded by."""

QUESTIONS = {
    "q_journey": {"en": "Your improvement journey so far", "cy": "Eich taith gwella hyd yma"},
    "q_next": {"en": "What is next for you?", "cy": "Beth sydd nesaf i chi?"},
    "q_support": {"en": "What support do you need?", "cy": "Pa gefnogaeth sydd ei hangen arnoch?"},
}
_NAMES = {
    SurveyPublished: MessageName.SURVEY_PUBLISHED,
    SurveyClosed: MessageName.SURVEY_CLOSED,
    ResponseCoded: MessageName.RESPONSE_CODED,
    ResponseParked: MessageName.RESPONSE_PARKED,
    ResponseWithdrawn: MessageName.RESPONSE_WITHDRAWN,
    RecodeProgressed: MessageName.RECODE_PROGRESSED,
    ModelAdopted: MessageName.MODEL_ADOPTED,
    ThemesProposed: MessageName.THEMES_PROPOSED,
}


def published(version: int = 1, survey: str = "journey", title: str = "Your improvement journey") -> SurveyPublished:
    """The sample survey."""
    return SurveyPublished(
        team_id=DEFAULT_TEAM,
        survey=survey,
        version=version,
        title={"en": title, "cy": "Eich taith gwella"},
        languages=("en", "cy"),
        questions=tuple(
            SurveyQuestion(key=key, kind="text", text=text, codebook="improvement") for key, text in QUESTIONS.items()
        ),
    )


def closed(at: datetime = NOON, survey: str = "journey", version: int = 1) -> SurveyClosed:
    """The end of a survey."""
    return SurveyClosed(team_id=DEFAULT_TEAM, survey=survey, version=version, closed_at=at)


def coded(  # noqa: PLR0913  because a test names only what it is about
    response_id: str = "r1",
    codes: Mapping[str, Sequence[str]] | None = None,
    *,
    revision: int = 1,
    survey: str = "journey",
    language: str = "en",
    at: datetime = NOON,
    attributes: Mapping[str, str] | None = None,
    chances: Mapping[str, float] | None = None,
) -> ResponseCoded:
    """A response with an answer under each question of `codes`, bearing the codes named there on its first word.

    `chances` are the probabilities of every answer; without any, codes are as sure as if a person had given them.
    """
    answers = codes if codes is not None else {"q_next": ["time_and_space"]}
    return ResponseCoded(
        team_id=DEFAULT_TEAM,
        survey=survey,
        survey_version=1,
        response_id=response_id,
        received_at=at,
        language=language,
        revision=revision,
        answers=tuple(
            replace(answer(question, names, f"words of {response_id}"), probabilities=chances or {})
            for question, names in answers.items()
        ),
        attributes=attributes or {},
    )


def answer(question: str, codes: Sequence[str], text: str, spans: Sequence[tuple[int, int]] = ((0, 5),)) -> AnswerCoded:
    """An answer with codings."""
    return AnswerCoded(
        question=question,
        text=text,
        model="improvement-1",
        codebook="improvement",
        codebook_version=1,
        codings=tuple(
            CodingMade(code=code, theme=THEME_OF.get(code, "conditions"), confidence=0.8, spans=tuple(spans))
            for code in codes
        ),
    )


def withdrawn(response_id: str = "r1", survey: str = "journey") -> ResponseWithdrawn:
    """A respondent took their words back."""
    return ResponseWithdrawn(team_id=DEFAULT_TEAM, survey=survey, response_id=response_id, withdrawn_at=NOON)


def parked(response_id: str = "r1", survey: str = "journey") -> ResponseParked:
    """A service put a response aside."""
    return ResponseParked(
        team_id=DEFAULT_TEAM, survey=survey, response_id=response_id, service="analysis", reason="ValueError"
    )


def message(content: Content, message_id: str | None = None) -> Message:
    """The content in an envelope of its own."""
    return Message(
        id=message_id or str(uuid.uuid4()),
        name=_NAMES[type(content)],
        source=Service.ANALYSIS,
        subject=getattr(content, "response_id", "survey"),
        time=NOON,
        content=content,
    )


def parcel(content: Content, message_id: str | None = None) -> Parcel:
    """The content as the broker brings it."""
    envelope = message(content, message_id)
    return Parcel(envelope.id, envelope.name, envelope.subject, encode(envelope))
