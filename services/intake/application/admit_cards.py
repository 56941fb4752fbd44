"""The team admits cards that were put aside: from now on they are analysed like all others."""

from collections.abc import Collection
from dataclasses import replace

from services.intake.application.ports import UnitOfWork
from services.intake.domain.errors import SurveyNotFound
from services.intake.domain.responses import Response, State


def cards_aside(slug: str, states: Collection[State], *, uow: UnitOfWork) -> list[Response]:
    """The responses to a survey that were put aside so, as they came. Raises SurveyNotFound."""
    with uow:
        return _found(slug, states, uow)


def admit_cards(slug: str, states: Collection[State], *, uow: UnitOfWork) -> int:
    """Promise the analysis of all responses that were put aside so; how many there were. Raises SurveyNotFound."""
    with uow:
        admitted = _found(slug, states, uow)
        uow.responses.advance([response.id for response in admitted], State.PENDING)
        uow.outbox.add(*(response.received() for response in admitted))
        uow.commit()
    return len(admitted)


def _found(slug: str, states: Collection[State], uow: UnitOfWork) -> list[Response]:
    if uow.surveys.find(slug) is None:
        raise SurveyNotFound(survey=slug)
    return [_worded(response, uow) for response in uow.responses.aside(slug, states)]


def _worded(response: Response, uow: UnitOfWork) -> Response:
    """The response with the questions as its person saw them."""
    survey = uow.surveys.find(response.survey, response.survey_version)
    if survey is None:
        raise LookupError("a survey that was there is gone")
    texts = {answer.question: answer.text for answer in response.answers}
    return replace(response, answers=survey.answers_in(texts, response.language))
