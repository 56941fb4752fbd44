"""Codes what people wrote and tells the others."""

from collections.abc import Sequence
from dataclasses import replace

from services.analysis.application.coder_lookup import Coders
from services.analysis.application.coding import code_answers, told
from services.analysis.application.ports import Asked, CodedResponse, Unit
from services.analysis.domain.noticed import Notice
from shared.contracts.clock import Clock
from shared.contracts.coded_answers import AnswerCoded
from shared.contracts.messages import Message, ResponseReceived, ResponseRevised

Words = ResponseReceived | ResponseRevised


def code_responses(messages: Sequence[Message], *, unit: Unit, coders: Coders, notice: Notice, clock: Clock) -> None:
    """Code the responses received or revised in a batch and promise to tell, also where no code fits.

    Of each response the newest edition is coded, whatever order they come in; what was withdrawn meanwhile is passed
    over. What was coded before keeps its coding: a new one is the business of a re-coding, not of a message that came
    twice.
    """
    newest = _newest(messages)
    unit.responses.lock(newest)
    gone = unit.responses.withdrawn(newest)
    known = {response.response_id: response for response in unit.responses.these(newest)}
    new = [each for id_, each in newest.items() if id_ not in gone and _is_newer(each[1], known.get(id_))]
    coded = _code_all([content for _, content in new], unit, coders, notice)
    numbered = [_after(response, known.get(response.response_id)) for response in coded]
    unit.responses.put(numbered)
    stories = [message.correlation_id for message, _ in new]
    unit.outbox.add(*(told(response, story, clock) for response, story in zip(numbered, stories, strict=True)))


def _newest(messages: Sequence[Message]) -> dict[str, tuple[Message, Words]]:
    found: dict[str, tuple[Message, Words]] = {}
    words = [(each, each.content) for each in messages if isinstance(each.content, ResponseReceived | ResponseRevised)]
    for message, content in words:
        known = found.get(content.response_id)
        if known is None or _edition(content) > _edition(known[1]):
            found[content.response_id] = (message, content)
    return found


def _edition(words: Words) -> int:
    return words.edition if isinstance(words, ResponseRevised) else 1


def _is_newer(words: Words, known: CodedResponse | None) -> bool:
    return known is None or _edition(words) > known.edition


def _after(coded: CodedResponse, known: CodedResponse | None) -> CodedResponse:
    """The first coding of an edition, numbered after those of the words that it takes the place of."""
    revision = known.revision + 1 if known else 1
    return replace(coded, revision=revision, since=revision)


def _code_all(received: Sequence[Words], unit: Unit, coders: Coders, notice: Notice) -> list[CodedResponse]:
    answers = [(response.team_id, answer) for response in received for answer in response.answers]
    coder_of = coders({(team, answer.codebook) for team, answer in answers if answer.codebook}, unit)
    coded = code_answers([(answer, coder_of.get((team, answer.codebook or ""))) for team, answer in answers], notice)
    each = iter(coded)
    return [_response(response, tuple(next(each) for _ in response.answers)) for response in received]


def _response(received: Words, answers: tuple[AnswerCoded, ...]) -> CodedResponse:
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
        edition=_edition(received),
    )
