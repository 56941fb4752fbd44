"""Codes what people wrote and tells the others."""

from collections.abc import Mapping, Sequence

from services.analysis.application.coder import Coder
from services.analysis.application.ports import CodedResponse, Unit
from services.analysis.domain.codings import Answer, AnswerCoding
from services.analysis.domain.noticed import Notice, Noticed
from shared.contracts.clock import Clock
from shared.contracts.coded_answers import AnswerCoded, CodingMade
from shared.contracts.messages import AnswerGiven, Message, ResponseCoded, ResponseReceived, message_id
from shared.contracts.names import MessageName, Service

Coders = Mapping[str, Coder]
"""A coder for each codebook, by the codebook's id."""


def code_responses(messages: Sequence[Message], *, unit: Unit, coders: Coders, notice: Notice, clock: Clock) -> None:
    """Code the responses received in a batch and promise to tell, also where no code fits.

    What was withdrawn meanwhile is passed over; what was coded before keeps its coding: a new one is the business
    of a re-coding, not of a message that came twice.
    """
    received = {m.content.response_id: (m, m.content) for m in messages if isinstance(m.content, ResponseReceived)}
    unit.responses.lock(received)
    done = unit.responses.withdrawn(received) | unit.responses.revisions(received).keys()
    new = [pair for response_id, pair in received.items() if response_id not in done]
    coded = _code_all([content for _, content in new], coders, notice)
    unit.responses.put(coded)
    stories = [message.correlation_id for message, _ in new]
    unit.outbox.add(*(_told(response, story, clock) for response, story in zip(coded, stories, strict=True)))


def _code_all(received: Sequence[ResponseReceived], coders: Coders, notice: Notice) -> list[CodedResponse]:
    """All answers of a batch go through a coder together: that is what makes it fast."""
    answers = [answer for response in received for answer in response.answers]
    coded: dict[int, AnswerCoded] = {}
    for codebook, coder in coders.items():
        mine = [index for index, answer in enumerate(answers) if answer.codebook == codebook]
        found = coder.code([Answer(answers[index].text, answers[index].question_text) for index in mine])
        for index, coding in zip(mine, found, strict=True):
            coded[index] = _coded(answers[index], coding, coder, notice(answers[index].text))
    each = iter([coded.get(index, _uncoded(answer)) for index, answer in enumerate(answers)])
    return [_response(response, tuple(next(each) for _ in response.answers)) for response in received]


def _coded(answer: AnswerGiven, coding: AnswerCoding, coder: Coder, noticed: Noticed) -> AnswerCoded:
    return AnswerCoded(
        question=answer.question,
        text=answer.text,
        model=coding.model,
        codebook=coder.codebook.id,
        codebook_version=coder.codebook.version,
        codings=tuple(
            CodingMade(
                code=made.code,
                theme=made.theme,
                confidence=round(made.confidence, 4),
                spans=tuple((span.start, span.end) for span in made.spans),
            )
            for made in coding.codings
        ),
        facets=tuple(coding.facets),
        probabilities={
            name: round(value, 4)
            for found in (coding.probabilities, coding.facet_probabilities)
            for name, value in found.items()
        },
        tone=noticed.tone,
        personal=noticed.personal,
    )


def _uncoded(answer: AnswerGiven) -> AnswerCoded:
    return AnswerCoded(question=answer.question, text=answer.text)


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
        consents=received.consents,
    )


def _told(response: CodedResponse, correlation_id: str, clock: Clock) -> Message:
    return Message(
        id=message_id("response.coded", response.response_id, response.revision),
        name=MessageName.RESPONSE_CODED,
        source=Service.ANALYSIS,
        subject=response.response_id,
        time=clock.now(),
        correlation_id=correlation_id,
        content=ResponseCoded(
            team_id=response.team_id,
            survey=response.survey,
            survey_version=response.survey_version,
            response_id=response.response_id,
            received_at=response.received_at,
            language=response.language,
            revision=response.revision,
            answers=response.answers,
            attributes=response.attributes,
            consents=response.consents,
        ),
    )
