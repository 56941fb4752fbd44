"""Finds what the answers of a survey speak of beside the codes, for people to look at."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from services.analysis.application.ports import CodedResponse, Scope
from services.analysis.application.work_desk import WorkDesk
from services.analysis.application.work_ports import Discovery
from services.analysis.domain.codings import Answer, AnswerCoding, Coding, Span
from services.analysis.domain.lessons import FEWEST_TO_FIND_IN, ThemeFound
from shared.contracts.coded_answers import AnswerCoded
from shared.contracts.coding_work import ThemeProposed, ThemesProposed, WordsAt
from shared.contracts.messages import Message, message_id
from shared.contracts.names import MessageName, Service

MOST_RESPONSES: Final = 5_000  # read for one discovery: the first by id, which is as good as drawn by lot
MOST_THEMES: Final = 30
TOO_FEW: Final = "too-few-answers"

Told = tuple[CodedResponse, AnswerCoded]


def find_themes(discovery: Discovery, desk: WorkDesk) -> None:
    """Look at what no coding speaks of, answers without one and the rest of the others, and tell it once."""
    scope = Scope(discovery.team_id, None, (discovery.survey,))
    with desk.open_unit() as unit:
        responses = unit.responses.some(scope, most=MOST_RESPONSES)
    told = [
        (response, answer, asked.text)
        for response in responses
        for answer, asked in zip(response.answers, response.asked, strict=True)
        if discovery.question in (None, answer.question)
    ]
    found = desk.find_themes([_coding(answer, asked) for _, answer, asked in told])
    _tell(
        _proposed(discovery, [(response, answer) for response, answer, _ in told], found[:MOST_THEMES]), discovery, desk
    )


def find_no_themes(discovery: Discovery, reason: str, desk: WorkDesk) -> None:
    """Tell that nothing could be found, for a reason that is a stable code."""
    _tell(replace(_proposed(discovery, (), ()), reason=reason), discovery, desk)


def _tell(proposed: ThemesProposed, discovery: Discovery, desk: WorkDesk) -> None:
    with desk.open_unit() as unit:
        if unit.discoveries.done(discovery.id):
            unit.outbox.add(_message(discovery, proposed, desk))
        unit.commit()


def _coding(answer: AnswerCoded, asked: str) -> AnswerCoding:
    codings = (
        Coding(made.code, made.theme, made.confidence, tuple(Span(*span) for span in made.spans))
        for made in answer.codings
    )
    return AnswerCoding(Answer(answer.text, asked), answer.model, tuple(codings))


def _proposed(discovery: Discovery, told: Sequence[Told], found: Sequence[ThemeFound]) -> ThemesProposed:
    def quote(place: int, span: Span) -> WordsAt:
        response, answer = told[place]
        return WordsAt(response_id=response.response_id, question=answer.question, start=span.start, end=span.end)

    themes = (
        ThemeProposed(words=theme.words, size=theme.size, quotes=tuple(quote(*at) for at in theme.quotes))
        for theme in found
    )
    return ThemesProposed(
        team_id=discovery.team_id,
        discovery_id=discovery.id,
        survey=discovery.survey,
        answers=len(told),
        themes=tuple(themes),
        reason=TOO_FEW if len(told) < FEWEST_TO_FIND_IN and not found else "",
    )


def _message(discovery: Discovery, content: ThemesProposed, desk: WorkDesk) -> Message:
    return Message(
        id=message_id("themes.proposed", discovery.id),
        name=MessageName.THEMES_PROPOSED,
        source=Service.ANALYSIS,
        subject=discovery.id,
        time=desk.clock.now(),
        correlation_id=discovery.story,
        content=content,
    )
