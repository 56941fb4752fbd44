"""Responses as intake tells them, for tests of whoever hears them."""

from datetime import UTC, datetime

from shared.contracts.messages import (
    AnswerGiven,
    Message,
    ResponseReceived,
    ResponseWithdrawn,
    message_id,
)
from shared.contracts.names import MessageName, Service

MOMENT = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)


def received(response_id: str, *texts: str, codebook: str | None = "improvement", survey: str = "journey") -> Message:
    """A response with one answer a text, under the questions q0, q1 …"""
    answers = tuple(
        AnswerGiven(question=f"q{number}", question_text="What's next?", text=text, codebook=codebook)
        for number, text in enumerate(texts)
    )
    content = ResponseReceived(
        team_id="default",
        survey=survey,
        survey_version=1,
        response_id=response_id,
        received_at=MOMENT,
        language="en",
        answers=answers,
    )
    return _message(MessageName.RESPONSE_RECEIVED, response_id, content)


def withdrawn(response_id: str, survey: str = "journey") -> Message:
    """The withdrawal of a response."""
    content = ResponseWithdrawn(team_id="default", survey=survey, response_id=response_id, withdrawn_at=MOMENT)
    return _message(MessageName.RESPONSE_WITHDRAWN, response_id, content)


def _message(name: MessageName, response_id: str, content: ResponseReceived | ResponseWithdrawn) -> Message:
    return Message(
        id=message_id(name, response_id),
        name=name,
        source=Service.INTAKE,
        subject=response_id,
        time=MOMENT,
        content=content,
        correlation_id=f"story of {response_id}",
    )
