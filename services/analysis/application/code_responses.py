"""Codes what people wrote and tells the others."""

from collections.abc import Sequence

from services.analysis.application.coder_lookup import Coders
from services.analysis.application.coding import code_answers, told
from services.analysis.application.ports import Asked, CodedResponse, Unit
from services.analysis.domain.noticed import Notice
from shared.contracts.clock import Clock
from shared.contracts.coded_answers import AnswerCoded
from shared.contracts.messages import Message, ResponseReceived


def code_responses(messages: Sequence[Message], *, unit: Unit, coders: Coders, notice: Notice, clock: Clock) -> None:
    """Code the responses received in a batch and promise to tell, also where no code fits.

    What was withdrawn meanwhile is passed over; what was coded before keeps its coding: a new one is the business
    of a re-coding, not of a message that came twice.
    """
    received = {m.content.response_id: (m, m.content) for m in messages if isinstance(m.content, ResponseReceived)}
    unit.responses.lock(received)
    done = unit.responses.withdrawn(received) | unit.responses.revisions(received).keys()
    new = [pair for response_id, pair in received.items() if response_id not in done]
    coded = _code_all([content for _, content in new], unit, coders, notice)
    unit.responses.put(coded)
    stories = [message.correlation_id for message, _ in new]
    unit.outbox.add(*(told(response, story, clock) for response, story in zip(coded, stories, strict=True)))


def _code_all(received: Sequence[ResponseReceived], unit: Unit, coders: Coders, notice: Notice) -> list[CodedResponse]:
    answers = [(response.team_id, answer) for response in received for answer in response.answers]
    coder_of = coders({(team, answer.codebook) for team, answer in answers if answer.codebook}, unit)
    coded = code_answers([(answer, coder_of.get((team, answer.codebook or ""))) for team, answer in answers], notice)
    each = iter(coded)
    return [_response(response, tuple(next(each) for _ in response.answers)) for response in received]


def _response(received: ResponseReceived, answers: tuple[AnswerCoded, ...]) -> CodedResponse:
    return CodedResponse(
        team_id=received.team_id,
        survey=received.survey,
        survey_version=received.survey_version,
        response_id=received.response_id,
        received_at=received.received_at,
        language=received.language,
        revision=1,
        answers=answers,
        attributes=received.attributes,
        asked=tuple(Asked(answer.question_text, answer.codebook) for answer in received.answers),
        consents=received.consents,
    )
