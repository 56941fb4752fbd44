"""Codes answers, each by the coder of its own codebook, and writes down what was found and noticed."""

from collections.abc import Sequence

from services.analysis.application.coder import Coder
from services.analysis.application.ports import CodedResponse
from services.analysis.domain.codings import Answer, AnswerCoding
from services.analysis.domain.noticed import Notice, Noticed
from shared.contracts.clock import Clock
from shared.contracts.coded_answers import AnswerCoded, CodingMade
from shared.contracts.messages import AnswerGiven, Message, ResponseCoded, message_id
from shared.contracts.names import MessageName, Service


def code_answers(answers: Sequence[tuple[AnswerGiven, Coder | None]], notice: Notice) -> list[AnswerCoded]:
    """All answers of one coder go through it together: that is what makes it fast. None leaves an answer uncoded."""
    coded = [AnswerCoded(question=answer.question, text=answer.text) for answer, _ in answers]
    for coder in {id(coder): coder for _, coder in answers if coder}.values():
        mine = [index for index, (_, its) in enumerate(answers) if its is coder]
        found = coder.code([Answer(answers[index][0].text, answers[index][0].question_text) for index in mine])
        for index, coding in zip(mine, found, strict=True):
            coded[index] = _coded(answers[index][0], coding, coder, notice(answers[index][0].text))
    return coded


def told(response: CodedResponse, story: str, clock: Clock) -> Message:
    """What is told of a response that was coded; its id follows from response and revision."""
    return Message(
        id=message_id("response.coded", response.response_id, response.revision),
        name=MessageName.RESPONSE_CODED,
        source=Service.ANALYSIS,
        subject=response.response_id,
        time=clock.now(),
        correlation_id=story,
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
